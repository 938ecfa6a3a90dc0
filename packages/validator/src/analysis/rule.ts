import type { Language, Severity, ValidatorRequest, Violation } from '@dtr/contracts';
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
  | 'resources'
  | 'determinism'
  | 'secrets'
  | 'instructions'
  | 'obfuscation'
  | 'correctness'
  | 'entry-point'
  | 'schema';

/** A pair that shows a rule at work, and its test: `bad` breaks the rule, `good` does the same job and breaks none. */
export interface RuleExample {
  readonly language: Language;
  /** A comment `<- rule-id` marks the line where the finding must stand; without a mark any line will do. */
  readonly bad: string;
  readonly good: string;
  /** What stands beside the code, where the rule is about that. */
  readonly besideBad?: Beside;
  readonly besideGood?: Beside;
}

export type Beside = Pick<ValidatorRequest, 'entryPoint' | 'words' | 'parameters' | 'returns'>;

/** What a rule says about itself; enough to write its page of documentation. */
export interface RuleMeta {
  readonly id: string;
  readonly languages: readonly Language[];
  readonly severity: Severity;
  /** Unless a policy says otherwise. `off`: only for policies that ask for it. */
  readonly action: Violation['action'] | 'off';
  /** Policies cannot switch it: without it the other rules would judge something else than what runs. */
  readonly isFixed?: true;
  readonly category: RuleCategory;
  readonly cwe?: number;
  /** Ids of `threats.ts` that it is there for. */
  readonly threats?: readonly string[];
  readonly examples?: readonly RuleExample[];
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
  /** The names and constants that led here, when the line alone does not show them: "`x` = `json.codecs`". */
  readonly path?: string;
  /** For what stands beside the code: JSON Pointer into the draft. */
  readonly pointer?: string;
  readonly fix?: Fix;
}

/** Replaces stretches of the code. Only where good input still gives the same result. */
export interface Fix {
  readonly description: string;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

/** One check over one kind of analysed code. Pure: it sees the context and nothing else. */
export interface Rule<Context> extends RuleMeta {
  check(context: Context): Iterable<Finding>;
}

export const everyLanguage: readonly Language[] = ['python', 'javascript', 'typescript'];
export const scriptLanguages: readonly Language[] = ['javascript', 'typescript'];
