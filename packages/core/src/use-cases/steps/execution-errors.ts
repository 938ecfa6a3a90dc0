import { AppError } from '../../domain/app-error.ts';
import type { ExecutionId } from '../../domain/ids.ts';

/** The code has certainly not run. */
export function executionNotStarted(message: string): AppError {
  return new AppError('execution.not_started', message, {
    details: { hint: 'Nothing has run. Send the same request again.', retryAfterSeconds: 1 },
  });
}

/** The code was handed over and nothing more was heard. */
export function outcomeUnknown(executionId: ExecutionId): AppError {
  return new AppError('execution.outcome_unknown', `Execution ${executionId} was started; its outcome is not known.`, {
    details: {
      executionId,
      hint: 'Send the same request again with the same Idempotency-Key: it is the same execution then.',
    },
  });
}

export function executionNotFound(): AppError {
  return new AppError('execution.not_found', 'There is no such execution, it was not yours, or its 30 days are over.');
}
