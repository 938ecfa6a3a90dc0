import type { Violation } from '@dtr/contracts';
import type { Finding, Rule, RuleMeta } from './rule.ts';
import type { SourceText } from './source-text.ts';

const snippetChars = 160;
/** A flood of findings teaches nobody; the first ones do. */
const findingsPerRule = 50;

/** Runs rules over one context. A rule reports at most 50 findings. */
export function violationsOf<Context>(
  rules: readonly Rule<Context>[],
  context: Context,
  source: SourceText,
): Violation[] {
  return rules.flatMap((rule) => {
    const violations: Violation[] = [];
    for (const finding of rule.check(context)) {
      if (violations.length === findingsPerRule) break;
      violations.push(toViolation(rule, finding, source));
    }
    return violations;
  });
}

/** A finding as callers see it. */
export function toViolation(rule: RuleMeta, finding: Finding, source: SourceText): Violation {
  const start = source.positionOf(finding.span.start);
  const end = source.positionOf(Math.max(finding.span.end, finding.span.start));
  const cwe = finding.cwe ?? rule.cwe;
  return {
    rule: rule.id,
    severity: rule.severity,
    action: rule.action,
    category: rule.category,
    message: finding.message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    snippet: snippetOf(source.lineText(start.line), start.column),
    suggestion: finding.suggestion ?? rule.suggestion,
    ...(cwe === undefined ? {} : { cwe }),
  };
}

/** By place, then by rule: the same code always gives the same report. One place breaks one rule once. */
export function inOrder(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>();
  return [...violations].sort(byPlace).filter((violation) => {
    const key = `${violation.line}:${violation.column}:${violation.rule}:${violation.message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function byPlace(a: Violation, b: Violation): number {
  return a.line - b.line || a.column - b.column || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function snippetOf(line: string, column: number): string {
  const trimmed = line.trim();
  if (trimmed.length <= snippetChars) return wellFormed(trimmed);
  const from = Math.max(0, column - 1 - snippetChars / 2);
  return wellFormed(line.slice(from, from + snippetChars).trim());
}

/** Half characters, in the code or from cutting it, cannot be sent as UTF-8. */
const wellFormed = (text: string) => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
