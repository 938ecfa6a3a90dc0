import type { Json, JsonObject } from '@dtr/contracts';
import type { FieldFault } from '@dtr/core';
import { child } from '../validation/json-pointer.ts';
import { bounds } from './bounds.ts';
import { documentFaults } from './document-faults.ts';
import { costByLevels } from './evaluation-cost.ts';
import { keywordFaults } from './keyword-faults.ts';
import { type PatternCompiler, patternFaults, patternsIn } from './patterns.ts';
import { referenceFaults } from './reference-faults.ts';
import { type SchemaNode, schemaNodes } from './schema-nodes.ts';

const shownFaults = 20;

/**
 * What keeps a document from being compiled, at most 20 faults. Works in the order of what may be trusted: bytes and nesting, then
 * keywords, then references and their cost, then patterns. Compiles nothing but patterns.
 */
export async function checkSchema(
  document: JsonObject,
  pointer: string,
  loadPatterns: () => Promise<PatternCompiler>,
): Promise<readonly FieldFault[]> {
  const early = firstFaults([
    () => documentFaults(document, pointer),
    () => keywordFaults(document, pointer),
    () => rootFaults(document, pointer),
    () => costFaults(document, pointer),
  ]);
  if (early.length > 0) return early.slice(0, shownFaults);
  const patterns = [...schemaNodes(document).values()].flatMap(({ schema, path }) =>
    patternsIn(schema, `${pointer}${path}`),
  );
  if (patterns.length === 0) return [];
  if (patterns.length > bounds.patterns) {
    return [{ pointer, message: `has ${patterns.length} patterns; at most ${bounds.patterns} are accepted` }];
  }
  return patternFaults(await loadPatterns(), patterns).slice(0, shownFaults);
}

/** Input is an object whatever the tool, so that its members can be named. */
function rootFaults({ type }: JsonObject, pointer: string): readonly FieldFault[] {
  if (pointer !== '/parameters' || type === 'object') return [];
  return [{ pointer: child(pointer, 'type'), message: 'must be "object": input is always an object' }];
}

/** The faults of the first check that finds any: later ones rely on what earlier ones have made sure of. */
function firstFaults(checks: readonly (() => readonly FieldFault[])[]): readonly FieldFault[] {
  for (const check of checks) {
    const faults = check();
    if (faults.length > 0) return faults;
  }
  return [];
}

function costFaults(document: JsonObject, pointer: string): readonly FieldFault[] {
  const nodes = schemaNodes(document);
  if (nodes.size > bounds.subschemas) {
    return [{ pointer, message: `holds ${nodes.size} schemas; at most ${bounds.subschemas} are accepted` }];
  }
  const faults = referenceFaults(nodes, pointer);
  const root = nodes.get('');
  if (faults.length > 0 || root === undefined) return faults;
  if ((costByLevels(nodes, root, evaluationWeight).at(-1) ?? 0) <= bounds.evaluations) return [];
  return [{ pointer, message: 'costs too much to check: its references and alternatives multiply; use fewer of them' }];
}

/** One for the schema, more for long lists of values to compare with. */
export function evaluationWeight({ schema }: SchemaNode): number {
  return 1 + Math.floor(valuesIn(schema.enum) / 16) + Math.floor(valuesIn(schema.const) / 16);
}

function valuesIn(value: Json | undefined): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member: Json) => sum + valuesIn(member), 1);
}
