import type { ValidatorRequest, Violation } from '@dtr/contracts';
import type { SourceText } from '../analysis/source-text.ts';
import { violationsOf } from '../analysis/violations.ts';
import { textRules } from './rules/index.ts';
import { codeBytesOf, maximumCodeBytes, tooLarge } from './rules/too-large.ts';
import { scanTokens, type TokenScan } from './scan-tokens.ts';

export interface TextVerdict {
  readonly violations: readonly Violation[];
  /** No parser may see this code. */
  readonly stops: boolean;
}

const nothing: TokenScan = { tokens: 0, depth: 0, foreignWords: [], texts: [] };

/** Rules on the raw text, before any parser. Oversized code is not scanned at all. */
export function checkText(source: SourceText, { language, policy }: ValidatorRequest): TextVerdict {
  if (codeBytesOf(source) > maximumCodeBytes(policy))
    return { violations: violationsOf([tooLarge], { source, language, policy, scan: nothing }), stops: true };
  const context = { source, language, policy, scan: scanTokens(source.code, language) };
  const rules = textRules.filter((rule) => rule.languages.includes(language));
  const violations = violationsOf(rules, context);
  const stopping = new Set(rules.filter((rule) => rule.stops).map((rule) => rule.id));
  return { violations, stops: violations.some((violation) => stopping.has(violation.rule)) };
}
