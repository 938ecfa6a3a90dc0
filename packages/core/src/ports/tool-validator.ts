import type { ValidatorRequest, ValidatorResponse } from '@dtr/contracts';

/** Judges code against a policy; runs nothing, keeps nothing. Throws `dependency.unavailable` when it cannot be reached. */
export interface ToolValidator {
  validate(request: ValidatorRequest): Promise<ValidatorResponse>;
}
