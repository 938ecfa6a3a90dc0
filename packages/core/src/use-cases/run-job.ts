import type { JobState, RunJobMessage } from '@dtr/contracts';
import { type AgentId, parseJobId } from '../domain/ids.ts';
import { attemptsExhausted, lostOutcome } from '../domain/job/job-errors.ts';
import { after, attemptsAtMost, fullQueueMs, leaseMs } from '../domain/job/job-times.ts';
import type { UlidSource } from '../domain/ulid.ts';
import { type JobAttempt, type JobAttemptDeps, makeAttemptJob } from './steps/attempt-job.ts';
import { makeFinishJob } from './steps/finish-job.ts';
import { makeFindLostExecution } from './steps/lost-execution.ts';

export interface RunJobDeps extends JobAttemptDeps {
  readonly newUlid: UlidSource;
}

/** The message that brought the job, while it is being handled. */
export interface JobDelivery {
  /** Keeps the message from other workers for so many seconds from now. */
  hide(seconds: number): Promise<void>;
}

/** What became of one attempt; for logs and metrics. */
export type JobReport =
  | { readonly outcome: 'ended'; readonly state: JobState; readonly attempt: number; readonly code?: string }
  /** Another message was sent; the job waits for its next attempt. */
  | { readonly outcome: 'deferred' | 'put-back'; readonly attempt: number; readonly reason: string }
  /** Nothing was to be done, or not by this attempt. */
  | { readonly outcome: 'left'; readonly because: 'held' | 'ended' | 'absent' | 'lost' };

export type RunJob = ReturnType<typeof makeRunJob>;

/**
 * Takes a job up, once per call. Any number of calls at once, repeated and in any order, lead to one end: whoever claims the job gets a
 * fence, and no write without the current one counts. A job that another attempt holds is left to it; when that attempt dies, the sweep
 * finds the job. Rejects when something it depends on fails: then the message has to come back.
 */
export function makeRunJob(deps: RunJobDeps) {
  const { jobs, clock, newUlid } = deps;
  const finishJob = makeFinishJob(deps);
  const findLost = makeFindLostExecution(deps);
  const attemptJob = makeAttemptJob({ ...deps, finishJob });

  const settle = async (attempt: JobAttempt, delivery: JobDelivery): Promise<JobReport> => {
    const { job } = attempt;
    if (job.cancelRequestedAt !== undefined) return finishJob(attempt, { state: 'cancelled' });
    const lost = await findLost(job);
    const execution = lost && { execution: lost.execution };
    if (job.attempts - (job.deferrals ?? 0) > attemptsAtMost)
      return finishJob(attempt, { state: 'failed', error: attemptsExhausted, ...execution });
    if (lost?.mayRunAgain === false) return finishJob(attempt, { state: 'failed', error: lostOutcome, ...execution });
    return attemptJob(attempt, delivery);
  };

  return async function runJob(
    message: Pick<RunJobMessage, 'agent' | 'jobId'>,
    delivery: JobDelivery,
  ): Promise<JobReport> {
    const jobId = parseJobId(message.jobId);
    if (jobId === undefined) return { outcome: 'left', because: 'absent' };
    const now = clock.now();
    const key = { caller: message.agent as AgentId, jobId };
    const claim = await jobs.claim(key, { now, leaseUntil: after(now, leaseMs), token: newUlid() });
    if (claim.outcome !== 'claimed') return { outcome: 'left', because: claim.outcome };
    const attempt: JobAttempt = {
      job: claim.job,
      fence: { ...key, attempt: claim.job.attempts },
      hasRun: claim.job.handedTo !== undefined,
    };
    try {
      return await settle(attempt, delivery);
    } catch (error) {
      // When this fails too the lease ends by itself; the failure before it is what matters.
      const wait = { dueAt: after(clock.now(), fullQueueMs), hasRun: attempt.hasRun };
      await jobs.release(attempt.fence, wait).catch(() => 'lost');
      throw error;
    }
  };
}
