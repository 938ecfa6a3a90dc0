import type { JobRecord } from '../domain/job/job-record.ts';
import type { ExecutionRepository } from '../ports/execution-repository.ts';
import type { JobFence, JobRepository } from '../ports/job-repository.ts';
import { newUlid } from './builders.ts';
import { aJobRecord } from './job-builders.ts';

/** Jobs and executions are written in one transaction, so both are opened over one state. */
export interface JobsUnderTest {
  readonly jobs: JobRepository;
  readonly executions: ExecutionRepository;
}

export const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
export const ending = { state: 'succeeded', finishedAt: at(40), expiresAt: '2036-01-01T00:00:00.000Z' } as const;
export const cancelling = (seconds: number) => ({ now: new Date(at(seconds)), expiresAt: ending.expiresAt });
/** Of a claim at that second, for a minute. */
export const lease = (seconds: number, token = newUlid()) => ({
  now: new Date(at(seconds)),
  leaseUntil: at(seconds + 60),
  token,
});

/** A job that was asked for, claimed at second 0, or begun in tier `microvm` at second 1. */
export function jobStages(open: () => Promise<JobsUnderTest>) {
  const added = async (given: Partial<JobRecord> = {}) => {
    const { jobs, executions } = await open();
    const job = aJobRecord(given);
    await jobs.add(job);
    return { jobs, executions, job, found: () => jobs.find(job) };
  };
  const claimed = async (given: Partial<JobRecord> = {}) => {
    const world = await added(given);
    await world.jobs.claim(world.job, lease(0));
    const fence: JobFence = { caller: world.job.caller, jobId: world.job.jobId, attempt: 1 };
    return { ...world, fence };
  };
  const begun = async () => {
    const world = await claimed();
    await world.jobs.begin(world.fence, { startedAt: at(1), handedTo: 'microvm' });
    return world;
  };
  return { added, claimed, begun };
}
