import type { FieldFault } from '../domain/app-error.ts';

/** The schema of policy documents. Stored ones are checked as well: what was written by another version of this service may not fit. */
export interface PolicySchema {
  /** None means that the value is a `PolicyDocument`. Pointers lead into it. */
  check(document: unknown): Promise<readonly FieldFault[]>;
}
