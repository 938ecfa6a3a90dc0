import type { Language, Violation } from '@dtr/contracts';
import { limits } from '@dtr/contracts';
import type { SourceText } from '../analysis/source-text.ts';
import { violationsOf } from '../analysis/violations.ts';
import { textRules } from './rules/index.ts';
import { tooLarge } from './rules/too-large.ts';
import { scanTokens, type TokenScan } from './scan-tokens.ts';

export interface TextVerdict {
  readonly violations: readonly Violation[];
  /** No parser may see this code. */
  readonly stops: boolean;
}

const nothing: TokenScan = { tokens: 0, depth: 0, foreignWords: [] };

/** Rules on the raw text, before any parser. Oversized code is not scanned at all. */
export function checkText(source: SourceText, language: Language): TextVerdict {
  if (Buffer.byteLength(source.code) > limits.codeBytes)
    return { violations: violationsOf([tooLarge], { source, language, scan: nothing }, source), stops: true };
  const context = { source, language, scan: scanTokens(source.code, language) };
  const rules = textRules.filter((rule) => rule.languages.includes(language));
  const violations = violationsOf(rules, context, source);
  const stopping = new Set(rules.filter((rule) => rule.stops).map((rule) => rule.id));
  return { violations, stops: violations.some((violation) => stopping.has(violation.rule)) };
}
