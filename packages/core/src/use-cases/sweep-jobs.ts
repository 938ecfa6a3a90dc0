import type { JobRecord } from '../domain/job/job-record.ts';
import { after, fullQueueMs, messageMs } from '../domain/job/job-times.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobRepository } from '../ports/job-repository.ts';
import type { WorkQueue } from '../ports/work-queue.ts';
import { announceJob } from './steps/announce-job.ts';

/** In one sweep; there is another a minute later. */
const jobsAtMost = 1_000;
const jobsAtOnce = 10;

export interface SweepJobsDeps {
  readonly jobs: JobRepository;
  readonly queue: WorkQueue;
  readonly clock: Clock;
}

/**
 * Finds the jobs that nobody has moved for too long, because a message or an attempt was lost, and announces them again. The message
 * comes before the next look is put off: one too many does no harm. A job that fails keeps none of the others from its turn.
 */
export function makeSweepJobs({ jobs, queue, clock }: SweepJobsDeps) {
  const sweepOne = async (job: JobRecord, now: Date): Promise<void> => {
    await announceJob(queue, job);
    await jobs.postpone(job, after(now, job.leaseUntil === undefined ? fullQueueMs : messageMs));
  };

  return async function sweepJobs(): Promise<number> {
    const now = clock.now();
    const due = await jobs.listDue({ before: now.toISOString(), limit: jobsAtMost });
    const failures: unknown[] = [];
    for (let start = 0; start < due.length; start += jobsAtOnce) {
      const swept = due.slice(start, start + jobsAtOnce).map((job) => sweepOne(job, now));
      await Promise.all(swept.map((one) => one.catch((error: unknown) => failures.push(error))));
    }
    if (failures.length > 0) throw failures[0];
    return due.length;
  };
}
