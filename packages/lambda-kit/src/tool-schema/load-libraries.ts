import type { Format } from 'ajv';
import type { PatternLibrary } from './patterns.ts';

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

export async function loadPatterns(): Promise<PatternLibrary> {
  return import('re2js');
}
