import type { SchemaDocument } from '../json.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { RequestFault } from '../problem.ts';
import type { Language } from '../tool-draft.ts';
import type { ValidationReport } from '../validation-report.ts';

/** What an agent says about a tool beside its definition; models read it when they choose tools. */
export interface ToolWords {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly tags?: readonly string[];
}

/** Payload of the `validator` function. The policy travels with the code: the function has no rights and keeps no state. */
export interface ValidatorRequest {
  readonly language: Language;
  /** Line ends already LF. */
  readonly code: string;
  readonly entryPoint?: string;
  readonly parameters?: SchemaDocument;
  readonly returns?: SchemaDocument;
  /** Judged too when given: instructions to a model and secrets hide there as well. */
  readonly words?: ToolWords;
  readonly policy: PolicyDocument;
}

/** What the validator found. Caller adds policy, digest and whether it was cached. */
export interface ValidatorResponse extends Omit<ValidationReport, 'policy' | 'digest' | 'cached'> {
  /** Names of the entry point's parameters in order, when it could be read. */
  readonly parameterNames: readonly string[];
  /** Version of the rules and parsers; part of the verdict cache key. */
  readonly engineVersion: string;
}

/** The other payload of the `validator` function: a policy that is about to be stored. */
export interface PolicyCheckRequest {
  readonly checkPolicy: PolicyDocument;
}

/** Rules that are unknown or cannot be switched, names that no table has. None means that the policy can be applied. */
export interface PolicyCheckResponse {
  readonly faults: readonly RequestFault[];
}
