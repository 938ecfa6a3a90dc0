import { jobIdOf } from '../../domain/ids.ts';
import type { JobRecord } from '../../domain/job/job-record.ts';
import type { JobListQuery, JobRepository } from '../../ports/job-repository.ts';
import { newUlid } from '../builders.ts';
import { aCaller, aJobRecord } from '../job-builders.ts';
import { eventually } from './eventually.ts';

const expiresAt = '2036-02-01T00:00:00.000Z';
const now = new Date('2036-01-31T00:00:00.000Z');
const ended = {
  state: 'succeeded',
  stage: 'finished',
  attempts: 1,
  finishedAt: '2026-01-25T00:00:00.000Z',
  expiresAt,
} as const;

/** Jobs by caller and by when they are due. */
export function describeJobLists(name: string, open: () => Promise<{ readonly jobs: JobRepository }>) {
  const listed = async (jobs: JobRepository, query: Omit<JobListQuery, 'position'>) => {
    const found: JobRecord[] = [];
    let position: string | undefined;
    do {
      const page = await jobs.list({ ...query, ...(position !== undefined && { position }) });
      expect(page.items.length).toBeLessThanOrEqual(query.limit);
      found.push(...page.items);
      position = page.position;
    } while (position !== undefined);
    return found;
  };
  const ids = (jobs: readonly JobRecord[]) => jobs.map(({ jobId }) => jobId);

  describe(`JobRepository, lists: ${name}`, () => {
    it("lists a caller's jobs, newest first, page by page", async () => {
      const { jobs } = await open();
      const caller = aCaller();
      const own = Array.from({ length: 5 }, () => aJobRecord({ caller }));
      await Promise.all([...own, aJobRecord()].map((job) => jobs.add(job)));

      await eventually(async () => expect(await listed(jobs, { caller, now, limit: 2 })).toEqual(own.toReversed()));
    });

    it('lists the jobs of one state or kind', async () => {
      const { jobs } = await open();
      const caller = aCaller();
      const { dueAt: _none, ...over } = aJobRecord({ caller, ...ended });
      const waiting = aJobRecord({ caller });
      await Promise.all([jobs.add(over), jobs.add(waiting)]);
      const query = { caller, now, limit: 10 };

      await eventually(async () =>
        expect(ids(await listed(jobs, { ...query, state: 'succeeded' }))).toEqual([over.jobId]),
      );
      expect(ids(await listed(jobs, { ...query, state: 'queued', kind: 'execution' }))).toEqual([waiting.jobId]);
      expect(await listed(jobs, { ...query, state: 'cancelled' })).toEqual([]);
    });

    it('leaves out what has expired, even while it is still there', async () => {
      const { jobs } = await open();
      const caller = aCaller();
      const { dueAt: _none, ...over } = aJobRecord({ caller, ...ended });
      await jobs.add(over);

      await eventually(async () => expect(ids(await listed(jobs, { caller, now, limit: 10 }))).toEqual([over.jobId]));
      expect(await listed(jobs, { caller, now: new Date(expiresAt), limit: 10 })).toEqual([]);
    });

    it('gives the jobs that were due, the longest first, and none that has ended', async () => {
      const { jobs } = await open();
      const caller = aCaller();
      // Earlier than any other test's, so that a limit on a shared table leaves them in.
      const due = (seconds: number) => new Date(Date.UTC(1990, 0, 1, 0, 0, seconds)).toISOString();
      const own = [3, 1, 2].map((seconds) => aJobRecord({ caller, dueAt: due(seconds) }));
      const later = aJobRecord({ caller, dueAt: due(500) });
      const over = aJobRecord({ caller, dueAt: due(0) });
      for (const job of [...own, later, over]) await jobs.add(job);
      await jobs.requestCancel(over, { now, expiresAt });
      const ownDue = async (limit: number) =>
        (await jobs.listDue({ before: due(100), limit })).filter((job) => job.caller === caller);

      await eventually(async () => expect(await ownDue(100)).toEqual([own[1], own[2], own[0]]));

      for (const job of own) await jobs.requestCancel(job, { now, expiresAt });
      await eventually(async () => expect(await ownDue(100)).toEqual([]));
    });

    it('puts a look off for whoever has seen when it was due', async () => {
      const { jobs } = await open();
      const job = aJobRecord({ jobId: jobIdOf(newUlid()) });
      await jobs.add(job);
      const [first, second] = ['2026-01-01T00:17:00.000Z', '2026-01-01T00:30:00.000Z'];

      expect(await jobs.postpone(job, first)).toBe('written');
      expect(await jobs.postpone(job, first)).toBe('written');
      expect(await jobs.postpone(job, second)).toBe('lost');

      expect(await jobs.find(job)).toEqual({ ...job, dueAt: first });
    });

    it('does not put off what was taken up or has ended meanwhile', async () => {
      const { jobs } = await open();
      const [taken, over] = [aJobRecord(), aJobRecord()];
      await Promise.all([jobs.add(taken), jobs.add(over)]);
      const leaseUntil = '2026-01-01T00:01:00.000Z';
      await jobs.claim(taken, { now: new Date('2026-01-01T00:00:00.000Z'), leaseUntil, token: newUlid() });
      await jobs.requestCancel(over, { now, expiresAt });

      expect(await jobs.postpone(taken, '2026-01-01T00:17:00.000Z')).toBe('lost');
      expect(await jobs.postpone(over, '2026-01-01T00:17:00.000Z')).toBe('lost');

      expect(await jobs.find(taken)).toMatchObject({ dueAt: leaseUntil });
      expect(await jobs.find(over)).not.toHaveProperty('dueAt');
    });
  });
}
