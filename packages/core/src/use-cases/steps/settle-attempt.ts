import { lostOutcome, notStarted } from '../../domain/job/job-errors.ts';
import type { JobEnding } from '../../ports/job-repository.ts';
import type { ExecutorOutcome, FinishedExecution } from '../../ports/tool-executor.ts';
import type { JobReport } from '../run-job.ts';
import type { Admission } from './admit-execution.ts';
import type { JobAttempt } from './attempt-job.ts';
import type { ChangeQuarantineDeps } from './change-quarantine.ts';
import { noSuchTier } from './execution-errors.ts';
import { attemptKey, type FinishJob } from './finish-job.ts';
import { leaveExecution } from './leave-execution.ts';
import { mayRunAgain } from './lost-execution.ts';
import type { PutJobBack } from './put-job-back.ts';
import { makeQuarantineRefused } from './quarantine-refused.ts';
import { type StartedExecution, settleExecution, unknownExecution } from './settle-execution.ts';
import type { SettleOutputDeps } from './settle-output.ts';

export interface SettleAttemptDeps extends SettleOutputDeps, ChangeQuarantineDeps {
  readonly finishJob: FinishJob;
  readonly putJobBack: PutJobBack;
}

/** Decides from what a sandbox reported whether the job ends, and how, or waits for another attempt. */
export function makeSettleAttempt(deps: SettleAttemptDeps) {
  const { clock, finishJob, putJobBack } = deps;
  const quarantineRefused = makeQuarantineRefused(deps);

  const settleNotStarted = async (attempt: JobAttempt, { record }: Admission, result: NotStarted) => {
    if (result.refusedByRuntime) throw await quarantineRefused(attempt.job.caller, record, result.refusedByRuntime);
    if (result.isUnavailable) return finishJob(attempt, { state: 'failed', error: notStarted(noSuchTier) });
    return putJobBack(attempt, result.isRateLimited ? 'deferred' : 'put-back', result.reason);
  };

  const settleUnknown = async (
    attempt: JobAttempt,
    { record }: Admission,
    started: StartedExecution,
    reason: string,
  ) => {
    const execution = unknownExecution(started, clock.now().toISOString());
    if (mayRunAgain(started.tier, record)) {
      await leaveExecution(deps.leaveTrail, attempt.job.caller, execution.answer, attempt.fence);
      return putJobBack(attempt, 'put-back', reason);
    }
    return finishJob(attempt, { state: 'failed', error: lostOutcome, execution });
  };

  return async function settleAttempt(
    attempt: JobAttempt,
    admission: Admission,
    started: StartedExecution,
    result: ExecutorOutcome,
  ): Promise<JobReport> {
    if (result.outcome === 'not-started') return settleNotStarted(attempt, admission, result);
    if (result.outcome === 'unknown') return settleUnknown(attempt, admission, started, result.reason);
    const outputKey = `outputs/${attemptKey(started.executionId, attempt.fence.attempt)}`;
    const settling = { outputKey, returns: admission.schemas.returns, finishedAt: clock.now().toISOString() };
    const execution = await settleExecution(deps, started, result.execution, settling);
    return finishJob(attempt, { state: stateOf(result.execution), execution });
  };
}

type NotStarted = Extract<ExecutorOutcome, { outcome: 'not-started' }>;

function stateOf({ status }: FinishedExecution): JobEnding['state'] {
  return status === 'succeeded' || status === 'timed_out' ? status : 'failed';
}
