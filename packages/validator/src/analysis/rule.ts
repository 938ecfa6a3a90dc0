import type { Language, Severity } from '@dtr/contracts';
import type { Span } from './source-text.ts';

/** What a rule protects. Shown to callers; also how policies will group rules. */
export type RuleCategory =
  | 'text'
  | 'syntax'
  | 'import'
  | 'dynamic-code'
  | 'introspection'
  | 'tampering'
  | 'host-access'
  | 'correctness'
  | 'entry-point'
  | 'schema';

/** What a rule says about itself; enough to write its page of documentation. */
export interface RuleMeta {
  readonly id: string;
  readonly languages: readonly Language[];
  readonly severity: Severity;
  readonly action: 'reject' | 'warn';
  readonly category: RuleCategory;
  readonly cwe?: number;
  /** What is refused and why, without a particular piece of code. */
  readonly summary: string;
  /** What to write instead, when a finding has nothing better to say. */
  readonly suggestion: string;
}

/** One place where a rule is broken. */
export interface Finding {
  readonly span: Span;
  /** What is wrong in this code. */
  readonly message: string;
  readonly suggestion?: string;
  /** When this finding belongs to another weakness than its rule. */
  readonly cwe?: number;
}

/** One check over one kind of analysed code. Pure: it sees the context and nothing else. */
export interface Rule<Context> extends RuleMeta {
  check(context: Context): Iterable<Finding>;
}

export const everyLanguage: readonly Language[] = ['python', 'javascript', 'typescript'];
export const scriptLanguages: readonly Language[] = ['javascript', 'typescript'];
