import type { ExecutorOutcome } from '@dtr/core';
import { hasCertainlyNotRun } from '../certainly-not-run.ts';

/** How far an execution was when it failed: `stream` is after the first byte of an answer to the invocation. */
export type FailedAt = 'start' | 'invoke' | 'stream';

/** The service's ways to say: not now, there are too many. */
const rateErrors: ReadonlySet<string> = new Set([
  'ServiceQuotaExceededException',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/**
 * | failed at | with                                        | the code                                        |
 * | --------- | ------------------------------------------- | ----------------------------------------------- |
 * | start     | anything                                    | has not run: it was never sent                  |
 * | invoke    | 4xx, or a connection that was never made    | has not run                                     |
 * | invoke    | 5xx, a reset, silence                       | may have run                                    |
 * | stream    | anything, the exceptions of a refusal too   | may have run: the service had taken it by then  |
 */
export function outcomeOfFailure(error: unknown, failedAt: FailedAt): ExecutorOutcome {
  const reason = `${failedAt}: ${error}`;
  const isCertain = failedAt === 'start' || (failedAt === 'invoke' && hasCertainlyNotRun(error));
  if (!isCertain) return { outcome: 'unknown', reason };
  const isRateLimited = error instanceof Error && rateErrors.has(error.name);
  return { outcome: 'not-started', reason, ...(isRateLimited && { isRateLimited }) };
}
