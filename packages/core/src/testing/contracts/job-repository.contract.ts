import { jobIdOf } from '../../domain/ids.ts';
import type { JobRecord } from '../../domain/job/job-record.ts';
import type { JobFence } from '../../ports/job-repository.ts';
import { newUlid } from '../builders.ts';
import { aCaller, aJobRecord, anExecutionOf } from '../job-builders.ts';
import { at, cancelling, ending, type JobsUnderTest, jobStages, lease } from '../job-stages.ts';
import { describeJobCancel } from './job-cancel.contract.ts';
import { describeJobLists } from './job-lists.contract.ts';

export function describeJobRepository(name: string, open: () => Promise<JobsUnderTest>) {
  const { added, claimed, begun } = jobStages(open);

  describe(`JobRepository: ${name}`, () => {
    it('gives a job back to its caller alone', async () => {
      const { jobs, job } = await added({ handedTo: 'wasm', cancelRequestedAt: at(1), deferrals: 2 });

      expect(await jobs.find(job)).toEqual(job);
      expect(await jobs.find({ ...job, caller: aCaller() })).toBeUndefined();
      expect(await jobs.find({ ...job, jobId: jobIdOf(newUlid()) })).toBeUndefined();
    });

    it('adds a job once and gives what is there to whoever comes second', async () => {
      const { jobs, job } = await claimed();

      const second = await jobs.add({ ...job, createdAt: at(9) });

      expect(second).toMatchObject({ createdAt: job.createdAt, attempts: 1 });
      expect(await jobs.find(job)).toEqual(second);
    });

    it('is claimed by one attempt until its lease is over, and each claim counts one more', async () => {
      const { jobs, job } = await added();

      const first = await jobs.claim(job, lease(0));
      const second = await jobs.claim(job, lease(59));
      const third = await jobs.claim(job, lease(61));

      const prepared = { state: 'queued', stage: 'preparing', attempts: 1, leaseUntil: at(60), dueAt: at(60) };
      expect(first).toMatchObject({ outcome: 'claimed', job: prepared });
      expect(second).toEqual({ outcome: 'held' });
      expect(third).toMatchObject({ outcome: 'claimed', job: { attempts: 2, leaseUntil: at(121), dueAt: at(121) } });
      expect(third).toMatchObject({ job: await jobs.find(job) });
    });

    it('goes to exactly one of many who claim at once', async () => {
      const { jobs, job } = await added();

      const claims = await Promise.all(Array.from({ length: 8 }, () => jobs.claim(job, lease(0))));

      expect(claims.map(({ outcome }) => outcome).sort()).toEqual(['claimed', ...Array(7).fill('held')]);
      expect(await jobs.find(job)).toMatchObject({ attempts: 1 });
    });

    it('knows a claim that is repeated because its answer was lost', async () => {
      const { jobs, job } = await added();
      const mine = lease(0);

      const first = await jobs.claim(job, mine);

      expect(await jobs.claim(job, mine)).toEqual(first);
      expect(await jobs.find(job)).toMatchObject({ attempts: 1 });
    });

    it('has nothing to claim where there is no job or an ended one', async () => {
      const { jobs, job, fence } = await claimed();
      await jobs.finish(fence, ending);

      expect(await jobs.claim(job, lease(90))).toEqual({ outcome: 'ended' });
      expect(await jobs.claim({ ...job, jobId: jobIdOf(newUlid()) }, lease(90))).toEqual({ outcome: 'absent' });
    });

    it('is running from the moment its code is given away, and started then for the first time', async () => {
      const { jobs, fence, found } = await begun();
      expect(await found()).toMatchObject({
        state: 'running',
        stage: 'running',
        handedTo: 'microvm',
        startedAt: at(1),
      });

      expect(await jobs.begin(fence, { startedAt: at(2), handedTo: 'wasm' })).toBe('written');

      expect(await found()).toMatchObject({ state: 'running', handedTo: 'wasm', startedAt: at(1) });
    });

    it('keeps its lease as long as it is lengthened', async () => {
      const { jobs, job, fence, found } = await begun();

      expect(await jobs.extend(fence, at(80))).toBe('written');

      expect(await found()).toMatchObject({ leaseUntil: at(80), dueAt: at(80), stage: 'running' });
      expect(await jobs.claim(job, lease(70))).toEqual({ outcome: 'held' });
    });

    it.each([
      ['what may have run is remembered', true],
      ['what has not run is forgotten', false],
    ])('waits for the next attempt once it is released, and %s', async (_, hasRun) => {
      const { jobs, job, fence, found } = await begun();

      expect(await jobs.release(fence, { dueAt: at(200), hasRun })).toBe('written');

      const released = await found();
      expect(released).toMatchObject({ state: 'running', stage: 'waiting', dueAt: at(200), attempts: 1 });
      expect(released).not.toHaveProperty('leaseUntil');
      expect(released?.handedTo).toBe(hasRun ? 'microvm' : undefined);
      expect(await jobs.claim(job, lease(3))).toMatchObject({ outcome: 'claimed', job: { attempts: 2 } });
    });

    it('counts what could not start where it is told to, and nowhere else', async () => {
      const { jobs, job, fence, found } = await claimed();

      await jobs.release(fence, { dueAt: at(200), hasRun: false, deferrals: 1 });
      expect(await found()).toMatchObject({ state: 'queued', deferrals: 1 });
      await jobs.claim(job, lease(3));
      await jobs.release({ ...fence, attempt: 2 }, { dueAt: at(200), hasRun: false });

      expect(await found()).toMatchObject({ attempts: 2, deferrals: 1 });
    });

    it('ends with the outcome of its execution', async () => {
      const { jobs, executions, job, fence, found } = await begun();
      const execution = anExecutionOf(job, '{"n":12345678901234567890}');

      expect(await jobs.finish(fence, ending, execution)).toBe('written');

      const ended = await found();
      expect(ended).toMatchObject({ ...ending, stage: 'finished', attempts: 1, startedAt: at(1) });
      expect(ended).not.toHaveProperty('dueAt');
      expect(ended).not.toHaveProperty('leaseUntil');
      expect(await executions.find(job.executionId)).toEqual(execution);
    });

    it('ends without an execution, and says why', async () => {
      const { jobs, executions, job, fence, found } = await claimed();
      const error = { code: 'tool.quarantined', message: 'It is.' };

      await jobs.finish(fence, { ...ending, state: 'failed', error });

      expect(await found()).toMatchObject({ state: 'failed', error, stage: 'finished' });
      expect(await executions.find(job.executionId)).toBeUndefined();
    });

    it('knows an end that is repeated because its answer was lost, and lets no other end follow', async () => {
      const { jobs, executions, job, fence, found } = await begun();
      const execution = anExecutionOf(job, 'first');
      await jobs.finish(fence, ending, execution);

      expect(await jobs.finish(fence, ending, execution)).toBe('written');
      const other = { ...ending, state: 'failed', finishedAt: at(41) } as const;
      expect(await jobs.finish(fence, other, anExecutionOf(job, 'second'))).toBe('lost');

      expect(await found()).toMatchObject(ending);
      expect(await executions.find(job.executionId)).toEqual(execution);
    });

    describe.each([
      ['another attempt has taken it up', async ({ jobs, job }: Taken) => jobs.claim(job, lease(100))],
      ['it has ended', async ({ jobs, fence }: Taken) => jobs.finish(fence, { ...ending, finishedAt: at(30) })],
    ])('once %s', (_, take) => {
      it('takes no write of the attempt before', async () => {
        const world = await begun();
        const { jobs, executions, job, fence, found } = world;
        await take(world);
        const before = await found();

        const outcomes = [
          await jobs.begin(fence, { startedAt: at(101), handedTo: 'wasm' }),
          await jobs.extend(fence, at(300)),
          await jobs.release(fence, { dueAt: at(300), hasRun: false, deferrals: 7 }),
          await jobs.finish(fence, ending, anExecutionOf(job)),
        ];

        expect(outcomes).toEqual(['lost', 'lost', 'lost', 'lost']);
        expect(await found()).toEqual(before);
        expect(await executions.find(job.executionId)).toBeUndefined();
      });
    });

    it('takes no write for a job that is not there', async () => {
      const { jobs, executions } = await open();
      const job = aJobRecord();
      const fence = { caller: job.caller, jobId: job.jobId, attempt: 0 };

      expect(await jobs.begin(fence, { startedAt: at(1), handedTo: 'wasm' })).toBe('lost');
      expect(await jobs.extend(fence, at(1))).toBe('lost');
      expect(await jobs.release(fence, { dueAt: at(1), hasRun: false })).toBe('lost');
      expect(await jobs.finish(fence, ending, anExecutionOf(job))).toBe('lost');
      expect(await jobs.requestCancel(job, cancelling(1))).toBe('absent');
      expect(await jobs.postpone(job, at(1))).toBe('lost');
      expect(await jobs.find(job)).toBeUndefined();
      expect(await executions.find(job.executionId)).toBeUndefined();
    });
  });

  describeJobCancel(name, open);
  describeJobLists(name, open);
}

interface Taken extends JobsUnderTest {
  readonly job: JobRecord;
  readonly fence: JobFence;
}
