import { limits } from '@dtr/contracts';
import { AppError, type FieldFault } from '../app-error.ts';
import { policyEtagOf } from './policy-etag.ts';
import type { PolicyHead } from './policy-head.ts';

export function policyNotFound(name: string): AppError {
  return new AppError('policy.not_found', `There is no policy named "${name}".`, {
    details: { hint: 'GET /policies lists the policies there are.' },
  });
}

export function operatorsOnly(): AppError {
  return new AppError('request.forbidden', 'Only operators may do this.', {
    details: { hint: 'The operators of a deployment are in its settings.' },
  });
}

export function policyInvalid(errors: readonly FieldFault[]): AppError {
  const [first] = errors;
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : '';
  return new AppError('policy.invalid', `The policy cannot be applied: ${first?.pointer} ${first?.message}${more}.`, {
    details: { errors, hint: 'Nothing was changed: the policy in force stays.' },
  });
}

export function policyTooLarge(bytes: number): AppError {
  const message = `The policy has ${bytes} bytes as JSON; at most ${limits.policyBytes} are accepted.`;
  return new AppError('request.too_large', message);
}

export function agentsTaken({ pattern, index, by }: { pattern: string; index: number; by: string }): AppError {
  return new AppError('policy.agents_taken', `Policy "${by}" already lists the agents "${pattern}".`, {
    details: {
      errors: [{ pointer: `/agents/${index}`, message: `is listed by policy "${by}"` }],
      hint: `Take it from "${by}" first, or use a longer pattern: the longest that fits an agent wins.`,
    },
  });
}

export function tooManyPolicies(): AppError {
  return new AppError('policy.limit_reached', `There are ${limits.policies} policies already, which is the most.`, {
    details: { hint: 'Change one that is not needed any more.' },
  });
}

export function policyPreconditionRequired(head: PolicyHead): AppError {
  return new AppError('policy.precondition_required', 'Changing a policy needs an If-Match header with its ETag.', {
    details: { hint: `GET the policy and send its ETag, such as ${policyEtagOf(head)}, as If-Match.` },
  });
}

export function policyPreconditionFailed(): AppError {
  return new AppError('policy.precondition_failed', 'The policy is not in the state that the request expects.', {
    details: { hint: 'GET the policy, apply your change to what it is now, and send its new ETag as If-Match.' },
  });
}

/** For `If-None-Match: *`, which asks for a name that is free. */
export function policyExists(head: PolicyHead): AppError {
  const message = `There is a policy named "${head.name}" already, and If-None-Match: * applies only a new one.`;
  return new AppError('policy.precondition_failed', message, {
    details: {
      hint: `Choose another name; or, to change this policy, GET it and send its ETag, such as ${policyEtagOf(head)}, as If-Match, without If-None-Match.`,
    },
  });
}

/** Fail closed: no weaker policy may judge in its place. */
export function policyUnusable({ name, version }: PolicyHead): AppError {
  const message = `The document of policy "${name}", version ${version}, is missing or damaged, and there is none before it.`;
  return new AppError('dependency.unavailable', message, {
    details: {
      hint: 'An operator has to PUT the policy again; with any change, where stored bytes are damaged.',
      retryAfterSeconds: 60,
    },
  });
}
