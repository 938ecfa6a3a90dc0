import { defaultPolicy, type Language, type ValidatorRequest } from '@dtr/contracts';

/** A request under the default policy, with what a test wants to say about it. */
export function aRequest(language: Language, code: string, more: Partial<ValidatorRequest> = {}): ValidatorRequest {
  return { language, code, policy: defaultPolicy, ...more };
}
