import type { Json, JsonObject } from '@dtr/contracts';
import type { CompiledSchema, FieldFault } from '@dtr/core';
import type { DefinedError, ValidateFunction } from 'ajv';
import { faultOfError } from '../validation/fault-of-error.ts';
import { bounds } from './bounds.ts';
import { evaluationWeight } from './check-schema.ts';
import { equalityKeywords } from './equality-keywords.ts';
import { type CostByLevels, costByLevels } from './evaluation-cost.ts';
import { boundedFormats } from './formats.ts';
import type { SchemaCompiler } from './load-libraries.ts';
import { type PatternCompiler, patternsIn } from './patterns.ts';
import { repeatedDefaultBytes } from './repeated-defaults.ts';
import { type SchemaNode, schemaNodes } from './schema-nodes.ts';
import { sizeOf } from './value-size.ts';

const shownFaults = 20;
/** Up to here all faults are listed; above, the first one: a list could cost more than the check. */
const workToListAll = 50_000;

export interface Libraries {
  readonly compiler: SchemaCompiler;
  /** Absent when the schema has no pattern. */
  readonly patterns?: PatternCompiler;
}

/** A schema without faults as a check. The check works on a copy, so that defaults never reach the caller's value. */
export function compileSchema(document: JsonObject, libraries: Libraries): CompiledSchema {
  const first = compiled(document, libraries, false);
  const all = lazily(() => compiled(document, libraries, true));
  const workOf = makeWorkOf(document, libraries);
  return {
    validate(value) {
      const work = workOf(value);
      if (work === undefined) return { value, faults: [{ pointer: '', message: tooLarge }] };
      const copy = copyOf(value);
      if (first(copy)) return { value: copy, faults: [] };
      const check = work <= workToListAll ? all() : first;
      check(copyOf(value));
      return { value, faults: faultsOf(check) };
    },
  };
}

const tooLarge = `is too large or too deeply nested to be checked against this schema (at most ${bounds.valueLevels} levels)`;

/** The work of checking a value; `undefined` when it is beyond the bounds. */
function makeWorkOf(document: JsonObject, { patterns }: Libraries): (value: Json) => number | undefined {
  const nodes = schemaNodes(document);
  const root = nodes.get('') as SchemaNode;
  const evaluations = costByLevels(nodes, root, evaluationWeight);
  const sizes: CostByLevels = patterns ? costByLevels(nodes, root, patternWeight(patterns)) : [];
  const mostValues = [...nodes.values()].some(({ schema }) => 'contains' in schema) ? bounds.containsValues : Infinity;
  const defaultBytes = repeatedDefaultBytes(nodes);
  return (value) => {
    const { values, chars, levels } = sizeOf(value);
    if (levels > bounds.valueLevels || values > mostValues) return undefined;
    if (values * defaultBytes > bounds.defaultBytes) return undefined;
    const work = values * (evaluations[levels] ?? 0);
    const patternWork = chars * (sizes[levels] ?? 0);
    return work > bounds.checkWork || patternWork > bounds.patternWork ? undefined : work;
  };
}

function patternWeight(compile: PatternCompiler): (node: SchemaNode) => number {
  return ({ schema }) =>
    patternsIn(schema, '').reduce((sum, { pattern }) => {
      const result = compile(pattern);
      return sum + (typeof result === 'string' ? 0 : result.size);
    }, 0);
}

function compiled(document: JsonObject, { compiler, patterns }: Libraries, listsAll: boolean): ValidateFunction {
  const { Ajv2020, formats } = compiler;
  const ajv = new Ajv2020({
    allErrors: listsAll,
    // Errors that know their schema can list known members, but a check that tries many alternatives makes many.
    verbose: listsAll,
    strict: true,
    // What these would refuse is no mistake, or is told with a better pointer by keywordFaults.
    strictSchema: false,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    useDefaults: true,
    // For objects that defaults bring in: without it `constructor` would count as a member of them.
    ownProperties: true,
    // With it a short document could become a long function.
    inlineRefs: false,
    validateSchema: false,
    meta: false,
    logger: false,
    formats: boundedFormats(formats),
    ...(patterns && { code: { regExp: linearRegExp(patterns) } }),
  });
  for (const keyword of equalityKeywords) {
    ajv.removeKeyword(String(keyword.keyword));
    ajv.addKeyword(keyword);
  }
  return ajv.compile(document);
}

/** Takes the place of `RegExp` in compiled checks. */
function linearRegExp(compile: PatternCompiler) {
  const engine = (pattern: string) => {
    const result = compile(pattern);
    if (typeof result === 'string') throw new Error(`The pattern ${pattern} ${result}.`);
    return result;
  };
  // Ajv asks for the source of the engine only when it writes standalone code.
  return Object.assign(engine, { code: 'linearRegExp' });
}

function faultsOf({ errors }: ValidateFunction): readonly FieldFault[] {
  const own = (errors ?? []) as unknown as readonly DefinedError[];
  return own
    .filter(({ schemaPath, keyword }) => keyword !== 'if' && !/\/(?:not|propertyNames|contains)\//.test(schemaPath))
    .slice(0, shownFaults)
    .map((error) => faultOfError(error, ''));
}

/** Objects without a prototype: in the check no name means anything but itself, be it `__proto__` or `toString`. */
function copyOf(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, Json> = Object.create(null);
  for (const [key, member] of Object.entries(value)) copy[key] = copyOf(member);
  return copy;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
