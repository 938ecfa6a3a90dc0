import type { SchemaDocument } from '@dtr/contracts';
import { type CompiledSchema, canonicalJson, createRecentEntries, sha256Of, type ToolSchemas } from '@dtr/core';
import { checkSchema } from './check-schema.ts';
import { compileSchema } from './compile-schema.ts';
import { loadCompiler, loadPatterns } from './load-libraries.ts';
import { type PatternCompiler, patternsIn } from './patterns.ts';
import { schemaNodes } from './schema-nodes.ts';

/** Compiled schemas kept by one instance of a function. */
const keptSchemas = 200;

/** The schemas of tools: hostile until checked, compiled once, cheap after. Loads its libraries at first use. */
export function createToolSchemas(): ToolSchemas {
  const byDigest = createRecentEntries<string, CompiledSchema>(keptSchemas);
  const byDocument = new WeakMap<SchemaDocument, CompiledSchema>();

  let patterns: Promise<PatternCompiler> | undefined;
  const loadPatternsOnce = () => {
    patterns ??= loadPatterns();
    return patterns;
  };

  const compileAnew = async (schema: SchemaDocument) => {
    const hasPatterns = [...schemaNodes(schema).values()].some((node) => patternsIn(node.schema, '').length > 0);
    const [compiler, compilePattern] = await Promise.all([
      loadCompiler(),
      hasPatterns ? loadPatternsOnce() : undefined,
    ]);
    return compileSchema(schema, { compiler, ...(compilePattern && { patterns: compilePattern }) });
  };

  const compile = async (schema: SchemaDocument) => {
    const kept = byDocument.get(schema);
    if (kept !== undefined) return kept;
    const digest = sha256Of(canonicalJson(schema));
    const compiled = byDigest.find(digest) ?? (await compileAnew(schema));
    byDigest.put(digest, compiled);
    byDocument.set(schema, compiled);
    return compiled;
  };

  return {
    compile,
    async check(schema, pointer) {
      const faults = await checkSchema(schema, pointer, loadPatternsOnce);
      if (faults.length > 0) return faults;
      // What the checks cannot see shows here, and the work is not lost: the schema is used next.
      return compile(schema).then(
        () => [],
        () => [{ pointer, message: 'cannot be compiled: write it more simply' }],
      );
    },
  };
}
