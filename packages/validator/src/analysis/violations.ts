import type { PolicyDocument, Violation, ViolationFix } from '@dtr/contracts';
import type { Finding, Fix, Rule, RuleMeta } from './rule.ts';
import type { SourceText } from './source-text.ts';

const snippetChars = 160;
/** A flood of findings teaches nobody; the first ones do. */
const findingsPerRule = 50;

/** The code, and the policy that may switch rules. */
export interface Judged {
  readonly source: SourceText;
  readonly policy: PolicyDocument;
}

/**
 * Runs rules over one context. A rule reports at most 50 findings, of each place the first one; a rule that the policy
 * switches off is not run.
 */
export function violationsOf<Context extends Judged>(rules: readonly Rule<Context>[], context: Context): Violation[] {
  return rules.flatMap((rule) => {
    if (settingOf(rule, context.policy).action === 'off') return [];
    const violations: Violation[] = [];
    const places = new Set<string>();
    for (const finding of rule.check(context)) {
      if (violations.length === findingsPerRule) break;
      const { span, pointer = '' } = finding;
      const place = `${span.start}:${span.end}:${pointer}`;
      if (places.has(place)) continue;
      places.add(place);
      violations.push(...judge(rule, finding, context));
    }
    return violations;
  });
}

/** A finding under a policy: nothing when the policy has switched the rule off. */
export function judge(rule: RuleMeta, finding: Finding, { source, policy }: Judged): Violation[] {
  const { action, severity } = settingOf(rule, policy);
  return action === 'off' ? [] : [{ ...toViolation(rule, finding, source), action, severity }];
}

function settingOf(rule: RuleMeta, { rules }: PolicyDocument): Pick<RuleMeta, 'action' | 'severity'> {
  return rule.isFixed ? rule : { action: rule.action, severity: rule.severity, ...rules[rule.id] };
}

/** A finding as callers see it, as the rule says of itself. */
export function toViolation(rule: RuleMeta, finding: Finding, source: SourceText): Violation {
  const { span, message, path, pointer, fix } = finding;
  const start = source.positionOf(span.start);
  const end = source.positionOf(Math.max(span.end, span.start));
  const cwe = finding.cwe ?? rule.cwe;
  return {
    rule: rule.id,
    severity: rule.severity,
    action: rule.action === 'warn' ? 'warn' : 'reject',
    category: rule.category,
    message: source.conceal(message),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    snippet: snippetOf(source.shownLine(start.line), start.column),
    suggestion: finding.suggestion ?? rule.suggestion,
    ...(cwe === undefined ? {} : { cwe }),
    ...(path === undefined ? {} : { path: source.conceal(path) }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(fix === undefined ? {} : { fix: toFix(fix, source) }),
  };
}

function toFix({ description, edits }: Fix, source: SourceText): ViolationFix {
  return {
    description,
    edits: edits.map(({ span, text }) => {
      const start = source.positionOf(span.start);
      const end = source.positionOf(span.end);
      return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column, text };
    }),
  };
}

/** By place, then by rule: the same code always gives the same report, and says nothing twice. */
export function inOrder(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>();
  return [...violations].sort(byPlace).filter((violation) => {
    const { line, column, pointer = '', rule, message } = violation;
    const key = `${line}:${column}:${pointer}:${rule}:${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function byPlace(a: Violation, b: Violation): number {
  return (
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.pointer ?? '', b.pointer ?? '')
  );
}

const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A line, or as much of it around a column as a report shows. */
export function snippetOf(line: string, column: number): string {
  const trimmed = line.trimEnd();
  if (trimmed.length <= snippetChars) return wellFormed(trimmed);
  const from = Math.max(0, column - 1 - snippetChars / 2);
  return wellFormed(line.slice(from, from + snippetChars).trimEnd());
}

/** Half characters, in the code or from cutting it, cannot be sent as UTF-8. */
const wellFormed = (text: string) => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
