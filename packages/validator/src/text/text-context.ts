import type { Language, PolicyDocument } from '@dtr/contracts';
import type { Rule } from '../analysis/rule.ts';
import type { SourceText } from '../analysis/source-text.ts';
import type { TokenScan } from './scan-tokens.ts';

/** What rules on the raw text see. */
export interface TextContext {
  readonly source: SourceText;
  readonly language: Language;
  readonly policy: PolicyDocument;
  readonly scan: TokenScan;
}

/** A rule on the raw text. `stops`: when it is broken, no parser sees the code. */
export interface TextRule extends Rule<TextContext> {
  readonly stops: boolean;
}
