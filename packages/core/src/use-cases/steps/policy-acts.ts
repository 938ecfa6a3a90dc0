import { AppError } from '../../domain/app-error.ts';
import type { AgentId } from '../../domain/ids.ts';
import type { PolicyHead } from '../../domain/policy/policy-head.ts';
import { operatorsOnly } from '../../domain/policy/policy-refusals.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';

/** Throws `request.forbidden` for whoever is not an operator. */
export type RequireOperator = (agent: AgentId) => void;

export function makeRequireOperator(operators: readonly string[]): RequireOperator {
  const known = new Set(operators);
  return (agent) => {
    if (!known.has(agent)) throw operatorsOnly();
  };
}

/** The policy is applied already when this fails: the outbox tells of it, and so does the hint. */
export async function startRevalidation(queue: WorkQueue, { name, digest }: PolicyHead): Promise<void> {
  try {
    await queue.send({ kind: 'policy.revalidate', policy: name, digest });
  } catch (cause) {
    throw new AppError('dependency.unavailable', 'The policy is applied; its re-validation could not be started.', {
      cause,
      details: { hint: 'PUT the same document again with its ETag of now: that starts it.', retryAfterSeconds: 1 },
    });
  }
}
