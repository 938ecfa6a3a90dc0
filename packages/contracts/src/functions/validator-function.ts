import type { SchemaDocument } from '../json.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Language } from '../tool-draft.ts';
import type { ValidationReport } from '../validation-report.ts';

/** Payload of the `validator` function. The policy travels with the code: the function has no rights and keeps no state. */
export interface ValidatorRequest {
  readonly language: Language;
  /** Line ends already LF. */
  readonly code: string;
  readonly entryPoint?: string;
  readonly parameters?: SchemaDocument;
  readonly returns?: SchemaDocument;
  readonly policy: PolicyDocument;
}

/** What the validator found. Caller adds policy, digest and whether it was cached. */
export interface ValidatorResponse extends Omit<ValidationReport, 'policy' | 'digest' | 'cached'> {
  /** Names of the entry point's parameters in order, when it could be read. */
  readonly parameterNames: readonly string[];
  /** Version of the rules and parsers; part of the verdict cache key. */
  readonly engineVersion: string;
}
