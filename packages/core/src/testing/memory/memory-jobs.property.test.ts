import fc from 'fast-check';
import { isFinal, type JobRecord } from '../../domain/job/job-record.ts';
import type { JobFence, JobRepository } from '../../ports/job-repository.ts';
import { newUlid } from '../builders.ts';
import { aJobRecord } from '../job-builders.ts';
import { createMemoryJobRepository } from './memory-jobs.ts';
import { createMemoryExecutionRepository } from './memory-stores.ts';

type Act = (jobs: JobRepository, job: JobRecord, now: Date) => Promise<unknown>;

const instant = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
const fenced = (act: (jobs: JobRepository, fence: JobFence, now: Date) => Promise<unknown>) =>
  fc.integer({ min: 0, max: 4 }).map(
    (attempt): Act =>
      (jobs, { caller, jobId }, now) =>
        act(jobs, { caller, jobId, attempt }, now),
  );
const states = ['succeeded', 'failed', 'cancelled', 'timed_out'] as const;

/** Everything that anybody can do to a job, with any fence. */
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constant<Act>((jobs, job, now) => jobs.claim(job, { now, leaseUntil: instant(now, 60), token: newUlid() })),
  fenced((jobs, fence, now) => jobs.begin(fence, { startedAt: instant(now, 0), handedTo: 'microvm' })),
  fenced((jobs, fence, now) => jobs.extend(fence, instant(now, 60))),
  fenced((jobs, fence, now) => jobs.release(fence, { dueAt: instant(now, 5), hasRun: false })),
  fc
    .constantFrom(...states)
    .chain((state) =>
      fenced((jobs, fence, now) =>
        jobs.finish(fence, { state, finishedAt: instant(now, 0), expiresAt: instant(now, 9) }),
      ),
    ),
  fc.constant<Act>((jobs, job, now) => jobs.requestCancel(job, { now, expiresAt: instant(now, 9) })),
  fc.constant<Act>((jobs, job, now) => jobs.postpone(job, instant(now, 900))),
  fc.constant<Act>((jobs, job) => jobs.add(job)),
);
const steps = fc.array(fc.record({ act: acts, seconds: fc.integer({ min: 1, max: 50 }) }), { maxLength: 30 });

const rank = (job: JobRecord) => (isFinal(job) ? 2 : Number(job.state === 'running'));

/** The job after each step, the first one included. */
async function play(given: readonly { readonly act: Act; readonly seconds: number }[]): Promise<readonly JobRecord[]> {
  const jobs = createMemoryJobRepository(createMemoryExecutionRepository());
  const job = aJobRecord();
  await jobs.add(job);
  const seen = [job];
  let now = new Date('2026-01-01T00:00:00.000Z');
  for (const { act, seconds } of given) {
    now = new Date(now.getTime() + seconds * 1_000);
    await act(jobs, job, now);
    seen.push((await jobs.find(job)) ?? job);
  }
  return seen;
}

function pairs(seen: readonly JobRecord[]): readonly (readonly [JobRecord, JobRecord])[] {
  return seen.slice(1).map((after, index) => [seen[index] as JobRecord, after]);
}

describe('a job, whatever is done to it in any order', () => {
  const law = (holds: (before: JobRecord, after: JobRecord) => void) =>
    fc.assert(
      fc.asyncProperty(steps, async (given) => {
        for (const [before, after] of pairs(await play(given))) holds(before, after);
      }),
      { numRuns: 300 },
    );

  it('only moves forward', () => law((before, after) => expect(rank(after)).toBeGreaterThanOrEqual(rank(before))));

  it('stays as it is once it has ended', () =>
    law((before, after) => void (isFinal(before) && expect(after).toEqual(before))));

  it('counts its attempts one by one', () =>
    law((before, after) => expect([0, 1]).toContain(after.attempts - before.attempts)));

  it('is due exactly until it has ended', () =>
    law((_, after) => expect(after.dueAt === undefined).toBe(isFinal(after))));
});
