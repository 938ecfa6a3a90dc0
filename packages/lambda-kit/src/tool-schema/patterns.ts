import type { JsonObject } from '@dtr/contracts';
import { createRecentEntries, type FieldFault } from '@dtr/core';
import { child } from '../validation/json-pointer.ts';
import { bounds } from './bounds.ts';
import { isJsonObject } from './subschemas.ts';

type PatternLibrary = typeof import('re2js');

/** Compiled patterns kept by one instance of a function. */
const keptPatterns = 500;

/** A pattern that is compiled once. `size` is its number of instructions, which bounds the time per character. */
export interface Pattern {
  readonly size: number;
  test(text: string): boolean;
}

/** Gives a pattern that matches in linear time, or says why there is none. */
export type PatternCompiler = (pattern: string) => Pattern | string;

/** A schema's patterns are asked for when it is checked, weighed and compiled; each is compiled once. */
export function createPatternCompiler(library: PatternLibrary): PatternCompiler {
  const kept = createRecentEntries<string, Pattern | string>(keptPatterns);
  return (pattern) => {
    const compiled = kept.find(pattern) ?? compilePattern(library, pattern);
    kept.put(pattern, compiled);
    return compiled;
  };
}

/** Every pattern in one schema, below it not included. */
export function patternsIn(
  schema: JsonObject,
  pointer: string,
): readonly { readonly pattern: string; readonly pointer: string }[] {
  const { pattern, patternProperties } = schema;
  const ofNames = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [{ pattern, pointer: child(pointer, 'pattern') }] : []),
    ...ofNames.map((name) => ({ pattern: name, pointer: child(child(pointer, 'patternProperties'), name) })),
  ];
}

/** Nothing here is ever run by the backtracking engine. */
function compilePattern({ RE2JS }: PatternLibrary, pattern: string): Pattern | string {
  if (pattern.length > bounds.patternChars) return `must have at most ${bounds.patternChars} characters`;
  const unsupported = unsupportedSyntax(pattern) ?? invalidSyntax(pattern);
  if (unsupported !== undefined) return unsupported;
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    const size = compiled.programSize();
    if (size > bounds.patternSize) return 'is too large: use smaller counts in its repetitions';
    return { size, test: (text) => compiled.test(text) };
  } catch {
    return 'must be a pattern that RE2 supports: no look-around, no back-references, counts up to 1000';
  }
}

/** What JavaScript accepts and a linear-time engine cannot do, or would read differently. */
function unsupportedSyntax(pattern: string): string | undefined {
  const syntax = pattern.replace(/\\\\/g, '');
  if (/\(\?<?[=!]/.test(syntax)) return 'must not use look-ahead or look-behind: it is matched in linear time';
  if (/\\(?:[1-9]|k<)/.test(syntax)) return 'must not use back-references: it is matched in linear time';
  return undefined;
}

/** Only parses: constructing an expression runs nothing. */
function invalidSyntax(pattern: string): string | undefined {
  for (const flags of ['u', '']) {
    try {
      new RegExp(pattern, flags);
      return undefined;
    } catch {}
  }
  return 'must be a regular expression (ECMA-262)';
}

/** Faults of every pattern in the schemas given. */
export function patternFaults(
  compile: PatternCompiler,
  patterns: readonly { readonly pattern: string; readonly pointer: string }[],
): readonly FieldFault[] {
  return patterns.flatMap(({ pattern, pointer }) => {
    const compiled = compile(pattern);
    return typeof compiled === 'string' ? [{ pointer, message: compiled }] : [];
  });
}
