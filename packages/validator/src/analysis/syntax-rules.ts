import { everyLanguage, type RuleMeta } from './rule.ts';
import { longestLineOf, type SourceText, type Span } from './source-text.ts';
import { toViolation } from './violations.ts';

const syntaxError: RuleMeta = {
  id: 'syntax.error',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'syntax',
  threats: ['ANY-VAL-2'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str) -> int  # <- syntax.error\n    return len(text)\n',
      good: 'def handler(text: str) -> int:\n    return len(text)\n',
    },
  ],
  summary: 'The code does not parse. Only the first error is reported: later ones often follow from it.',
  suggestion: 'Mend the syntax at the reported line and post again.',
};

const overflow: RuleMeta = {
  id: 'syntax.too_complex',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'syntax',
  cwe: 674,
  threats: ['ANY-VAL-1'],
  summary: 'Code that the parser cannot hold is never accepted.',
  suggestion: 'Break long chains of operators, calls or branches into named parts.',
};

const failed: RuleMeta = {
  id: 'analysis.failed',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'syntax',
  threats: ['ANY-VAL-1'],
  summary: 'What the validator cannot analyse to the end is never accepted.',
  suggestion:
    'Simplify the unusual constructs in the code and post it again; the operator of this service has been told.',
};

/** Rules without a `check` of their own, for the page of rules. */
export const syntaxRules: readonly RuleMeta[] = [syntaxError, overflow, failed];

/** A syntax error as the parser told it. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
  readonly span: Span;
  readonly suggestion: string | undefined;
  constructor(message: string, span: Span, suggestion?: string) {
    super(message);
    this.span = span;
    this.suggestion = suggestion;
  }
}

/** The code is within the limits of size, and still more than a parser or an analysis can hold. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex';
}

/** By name: an overflow may come from another realm than this code, such as a worker's. */
export function isOverflow(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError';
}

/** Turns whatever a parser or an analysis threw into a refusal: nothing that fails is ever accepted. */
export function violationOfFault(error: unknown, source: SourceText) {
  const start = { start: 0, end: 0 };
  if (error instanceof SyntaxFault) {
    const { span, message, suggestion } = error;
    return toViolation(syntaxError, { span, message, ...(suggestion === undefined ? {} : { suggestion }) }, source);
  }
  if (error instanceof TooComplex || isOverflow(error))
    return toViolation(
      overflow,
      { span: longestLineOf(source), message: 'The code is nested or chained too deeply to be analysed.' },
      source,
    );
  return toViolation(failed, { span: start, message: 'The analysis of this code did not come to an end.' }, source);
}
