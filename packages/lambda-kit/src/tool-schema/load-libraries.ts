import type { Format } from 'ajv';
import { createPatternCompiler, type PatternCompiler } from './patterns.ts';

type AjvClass = typeof import('ajv/dist/2020.js').Ajv2020;

/** The compiler of JSON Schema with the formats of strings. */
export interface SchemaCompiler {
  readonly Ajv2020: AjvClass;
  readonly formats: Readonly<Record<string, Format>>;
}

/** Loaded when the first tool's schema is met: most requests and every cold start do without. */
export async function loadCompiler(): Promise<SchemaCompiler> {
  const [{ Ajv2020 }, { fullFormats }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats/dist/formats.js'),
  ]);
  return { Ajv2020, formats: fullFormats };
}

/** The linear-time engine of regular expressions, loaded when the first pattern is met. */
export async function loadPatterns(): Promise<PatternCompiler> {
  return createPatternCompiler(await import('re2js'));
}
