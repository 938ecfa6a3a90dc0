import type { JobError } from '@dtr/contracts';
import { endingAt } from '../../domain/job/job-times.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobEnding, JobRepository } from '../../ports/job-repository.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import type { JobReport } from '../run-job.ts';
import type { JobAttempt } from './attempt-job.ts';
import { executionRecord, type KeptExecution } from './execution-records.ts';
import { leaveExecution } from './leave-execution.ts';
import type { LeaveTrail } from './trail.ts';

export interface FinishJobDeps {
  readonly jobs: JobRepository;
  readonly outputs: OutputStore;
  readonly clock: Clock;
  readonly leaveTrail: LeaveTrail;
}

export interface JobOutcome {
  readonly state: JobEnding['state'];
  readonly error?: JobError;
  readonly execution?: KeptExecution;
}

export type FinishJob = ReturnType<typeof makeFinishJob>;

/**
 * Ends a job for an attempt that still may. What its code came to is in the audit log first. Long texts come next, under keys of the
 * attempt's own, so that one that has lost the job overwrites nothing; then the job and its execution in one step.
 */
export function makeFinishJob({ jobs, outputs, clock, leaveTrail }: FinishJobDeps) {
  return async function finishJob(
    { job, fence }: JobAttempt,
    { state, error, execution }: JobOutcome,
  ): Promise<JobReport> {
    if (execution) await leaveExecution(leaveTrail, job.caller, execution.answer, fence);
    const ending = { state, ...(error && { error }), ...endingAt(clock.now()) };
    const key = `executions/${attemptKey(job.executionId, fence.attempt)}`;
    const record = execution && (await executionRecord({ outputs, clock }, job.caller, execution, key));
    if ((await jobs.finish(fence, ending, record)) === 'lost') return { outcome: 'left', because: 'lost' };
    return { outcome: 'ended', state, attempt: fence.attempt, ...(error && { code: error.code }) };
  };
}

/** Of a text that one attempt writes and no other. */
export function attemptKey(executionId: string, attempt: number): string {
  return `${executionId}/${attempt}.json`;
}
