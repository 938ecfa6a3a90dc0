import {
  agentDraftSchema,
  executeRequestSchema,
  listAuditQuerySchema,
  listJobsQuerySchema,
  listToolsQuerySchema,
  pageQuerySchema,
  policyDocumentSchema,
  rotateRequestSchema,
  simulateRequestSchema,
  toolDraftBodySchema,
} from '@dtr/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { withSharedParts } from './shared-parts.ts';

/** The shapes of requests, by the name their check is exported under. */
const shapes = {
  toolDraftBody: toolDraftBodySchema,
  executeRequest: executeRequestSchema,
  listToolsQuery: listToolsQuerySchema,
  listJobsQuery: listJobsQuerySchema,
  listAuditQuery: listAuditQuerySchema,
  pageQuery: pageQuerySchema,
  policyDocument: policyDocumentSchema,
  simulateRequest: simulateRequestSchema,
  agentDraft: agentDraftSchema,
  rotateRequest: rotateRequestSchema,
};

/** `first` stops at the first fault, `all` finds every one and can tell the known members of an object. */
export type ChecksKind = 'first' | 'all';

const header = `// @ts-nocheck
// biome-ignore-all assist: generated
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
// Compiled from the schemas in contracts by validation/generate-checks.ts; a test compares it. Do not edit.
import { codePoints } from '../validation/code-points.ts';
`;

/** Source of `generated/<kind>-checks.ts`: every request shape as plain code, so that no request waits for a compiler. */
export function checksSource(kind: ChecksKind): string {
  const isAll = kind === 'all';
  const ajv = new Ajv2020({
    allErrors: isAll,
    verbose: isAll,
    strict: true,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  const plain = Object.entries(shapes).map(([name, schema]) => [name, withoutWords(schema)] as const);
  for (const [name, schema] of withSharedParts(plain)) ajv.addSchema(schema as object, name);
  const names = Object.fromEntries(Object.keys(shapes).map((name) => [name, name]));
  const source = standaloneCode(ajv, names)
    .replace(/^"use strict";\n?/, '')
    .replace(/const (func\d+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g, 'const $1 = codePoints;');
  if (/\brequire\(/.test(source)) throw new Error('The generated checks need a run-time part that is not provided.');
  return `${header}${source}`;
}

const words = new Set(['title', 'description', 'examples', 'default']);

/** A copy without what is only for readers. Names of members are not touched. */
function withoutWords(schema: unknown, isMap = false): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const kept = Object.entries(schema).filter(([key]) => isMap || !words.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutWords(value, key === 'properties' && !isMap)]));
}

/** The types of this CommonJS module say that its default export is one level down; at run time it is here. */
const standaloneCode = standalone as unknown as typeof standalone.default;
