import { after, backoffSeconds, deferralSeconds, fullQueueMs } from '../../domain/job/job-times.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobRepository } from '../../ports/job-repository.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import type { JobReport } from '../run-job.ts';
import { announceJob } from './announce-job.ts';
import type { JobAttempt } from './attempt-job.ts';

export interface PutJobBackDeps {
  readonly jobs: JobRepository;
  readonly queue: WorkQueue;
  readonly clock: Clock;
}

export type PutJobBack = ReturnType<typeof makePutJobBack>;

/** Lets the job go and has it taken up again after a while. `deferred`: there was no place in the rate, which is no fault of the job. */
export function makePutJobBack({ jobs, queue, clock }: PutJobBackDeps) {
  return async function putJobBack(
    { job, fence, hasRun }: JobAttempt,
    outcome: 'deferred' | 'put-back',
    reason: string,
  ): Promise<JobReport> {
    const { attempts, deferrals = 0 } = job;
    const isDeferred = outcome === 'deferred';
    const wait = { dueAt: after(clock.now(), fullQueueMs), hasRun, ...(isDeferred && { deferrals: deferrals + 1 }) };
    if ((await jobs.release(fence, wait)) === 'lost') return { outcome: 'left', because: 'lost' };
    await announceJob(queue, job, isDeferred ? deferralSeconds() : backoffSeconds(attempts - deferrals));
    return { outcome, attempt: attempts, reason };
  };
}
