import type { PolicyDocument, RequestFault, ValidatorRequest, ValidatorResponse } from '@dtr/contracts';

/** Judges code against a policy; runs nothing, keeps nothing. Throws `dependency.unavailable` when it cannot be reached. */
export interface ToolValidator {
  validate(request: ValidatorRequest): Promise<ValidatorResponse>;
  /** What keeps a policy from being applied that its schema cannot tell: unknown rules, modules, members. None means nothing does. */
  checkPolicy(document: PolicyDocument): Promise<readonly RequestFault[]>;
}
