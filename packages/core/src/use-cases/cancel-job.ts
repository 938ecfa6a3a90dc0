import type { AgentId } from '../domain/ids.ts';
import type { JobAnswer } from '../domain/job/job-answer.ts';
import { jobFinished, jobNotFound } from '../domain/job/job-errors.ts';
import { isFinal } from '../domain/job/job-record.ts';
import { endingAt } from '../domain/job/job-times.ts';
import type { WorkQueue } from '../ports/work-queue.ts';
import { announceJob } from './steps/announce-job.ts';
import type { ExecutionRecordDeps } from './steps/execution-records.ts';
import { type FindJobDeps, getOwnJob } from './steps/find-job.ts';
import { jobAnswer } from './steps/job-answers.ts';
import type { LeaveTrail } from './steps/trail.ts';

export type CancelJobDeps = FindJobDeps &
  ExecutionRecordDeps & { readonly queue: WorkQueue; readonly leaveTrail: LeaveTrail };

export type CancelJob = ReturnType<typeof makeCancelJob>;

/**
 * Stops a job: at once while nothing of it runs, else within moments. What it gives is not kept then, but code that has ended before
 * it could be stopped keeps its end. Throws `job.finished` when there is nothing to stop any more.
 */
export function makeCancelJob(deps: CancelJobDeps) {
  const { jobs, clock, queue, leaveTrail } = deps;
  return async function cancelJob(caller: AgentId, jobId: string): Promise<JobAnswer> {
    const before = await getOwnJob(deps, caller, jobId);
    // The repository calls a repeated write its own; a caller's second request comes after the end.
    if (isFinal(before)) throw jobFinished();
    const details = { jobId: before.jobId, executionId: before.executionId };
    await leaveTrail({ kind: 'job.cancelled', actor: caller, toolId: before.order.toolId, details });
    const now = clock.now();
    const outcome = await jobs.requestCancel(before, { now, expiresAt: endingAt(now).expiresAt });
    if (outcome === 'absent') throw jobNotFound();
    if (outcome === 'ended') throw jobFinished();
    // Nobody may have it: whoever takes it up ends it. A message that is lost is the sweep's to send again.
    if (outcome === 'requested') await announceJob(queue, before).catch(() => undefined);
    return jobAnswer(deps, (await jobs.find(before)) ?? before);
  };
}
