import { AppError } from '../../domain/app-error.ts';
import type { ExecutionId } from '../../domain/ids.ts';

export const noSuchTier = 'The sandbox tier that this tool needs is not available.';

/** The code has certainly not run. `reason` is for logs, as everywhere here. */
export function executionNotStarted(message: string, reason?: string): AppError {
  return new AppError('execution.not_started', message, {
    cause: reason,
    details: { hint: 'Nothing has run. Send the same request again.', retryAfterSeconds: 1 },
  });
}

/** The rate of sandbox calls is used up for the moment. */
export function executionRateLimited(): AppError {
  return new AppError('execution.rate_limited', 'All places in the rate of sandbox calls are taken for the moment.', {
    details: {
      hint: 'Nothing has run. Send the same request again, or with `Prefer: respond-async`: a job waits for its place.',
      retryAfterSeconds: 1,
    },
  });
}

/** The code was handed over and nothing more was heard. */
export function outcomeUnknown(executionId: ExecutionId, reason: string): AppError {
  return new AppError('execution.outcome_unknown', `Execution ${executionId} was started; its outcome is not known.`, {
    cause: reason,
    details: {
      executionId,
      hint: 'The same request with the same Idempotency-Key runs the tool again, as the same execution; leave that out when twice is once too often.',
    },
  });
}

/** While examples ran, which have no effect and leave nothing behind. */
export function sandboxLost(reason: string): AppError {
  return new AppError('dependency.unavailable', 'The sandbox was lost while it ran the examples. Nothing was stored.', {
    cause: reason,
    details: { hint: 'Send the same request again.', retryAfterSeconds: 1 },
  });
}

export function executionNotFound(): AppError {
  return new AppError('execution.not_found', 'There is no such execution, it was not yours, or its 30 days are over.');
}
