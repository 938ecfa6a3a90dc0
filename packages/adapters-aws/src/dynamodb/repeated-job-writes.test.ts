import { aJobRecord, anExecutionOf } from '@dtr/core/testing';
import { createBackoff } from '../backoff.ts';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createUnluckyClient } from '../testing/unlucky-client.ts';
import { createDynamoDbExecutionRepository } from './dynamodb-execution-repository.ts';
import { createDynamoDbJobRepository } from './dynamodb-job-repository.ts';
import { createDynamoDbWindowCounter } from './dynamodb-window-counter.ts';

const enginePath = tableEnginePath();
const now = new Date('2030-01-01T00:00:00.000Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
const ending = { state: 'succeeded', finishedAt: at(9), expiresAt: at(604_809) } as const;

if (enginePath === undefined) {
  it.skip('writes of jobs that are repeated: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  const setUp = () => {
    const luck = createUnluckyClient(engine.endpoint);
    const backoff = createBackoff(Math.random, async () => {});
    return {
      ...luck,
      jobs: createDynamoDbJobRepository({ client: luck.client, tableName, backoff }),
      job: aJobRecord({ dueAt: at(120) }),
    };
  };
  const setUpClaimed = async () => {
    const world = setUp();
    await world.jobs.add(world.job);
    await world.jobs.claim(world.job, { now, leaseUntil: at(60), token: 'mine' });
    return { ...world, fence: { ...world.job, attempt: 1 } };
  };

  describe('a write of a job whose answer was lost', () => {
    it('gives back the job that it added', async () => {
      const { jobs, job, loseNextAnswer, sent } = setUp();
      loseNextAnswer();

      expect(await jobs.add(job)).toEqual(job);
      expect(sent).toEqual(['PutItemCommand', 'PutItemCommand', 'GetItemCommand']);
    });

    it('claims once, and knows its claim by the token', async () => {
      const { jobs, job, loseNextAnswer, sent } = setUp();
      await jobs.add(job);
      loseNextAnswer();

      const claim = await jobs.claim(job, { now, leaseUntil: at(60), token: 'mine' });

      expect(sent.filter((name) => name === 'UpdateItemCommand')).toHaveLength(2);
      expect(claim).toEqual({
        outcome: 'claimed',
        job: { ...job, attempts: 1, stage: 'preparing', leaseUntil: at(60), dueAt: at(60) },
      });
      expect(await jobs.claim(job, { now, leaseUntil: at(60), token: 'other' })).toEqual({ outcome: 'held' });
    });

    it.each(['begin', 'extend', 'release', 'postpone'] as const)('is written: %s', async (verb) => {
      const { jobs, job, fence, loseNextAnswer, sent } = await setUpClaimed();
      const claimed = { ...job, dueAt: at(60) };
      const writes = {
        begin: () => jobs.begin(fence, { startedAt: at(1), handedTo: 'wasm' }),
        extend: () => jobs.extend(fence, at(80)),
        release: () => jobs.release(fence, { dueAt: at(5), hasRun: false }),
        postpone: () => jobs.postpone(claimed, at(180)),
      };
      const sentBefore = sent.length;
      loseNextAnswer();

      expect(await writes[verb]()).toBe('written');
      expect(sent.slice(sentBefore)).toEqual(['UpdateItemCommand', 'UpdateItemCommand']);
    });

    it.each([
      ['with its execution', true],
      ['alone', false],
    ])('ends a job %s, and once', async (_name, hasExecution) => {
      const { jobs, job, fence, loseNextAnswer } = await setUpClaimed();
      const execution = hasExecution ? anExecutionOf(job) : undefined;
      loseNextAnswer();

      expect(await jobs.finish(fence, ending, execution)).toBe('written');
      expect(await jobs.finish(fence, ending, execution)).toBe('written');
      expect(await jobs.finish(fence, { ...ending, state: 'failed' }, execution)).toBe('lost');
      expect(await jobs.finish(fence, { ...ending, finishedAt: at(10) }, execution)).toBe('lost');
      expect(await jobs.finish({ ...fence, attempt: 2 }, ending, execution)).toBe('lost');
      expect(await jobs.find(job)).toMatchObject(ending);
    });

    it('cancels a job that nobody holds, and is told so', async () => {
      const { jobs, job, loseNextAnswer } = setUp();
      await jobs.add(job);
      loseNextAnswer();

      expect(await jobs.requestCancel(job, { now, expiresAt: at(604_800) })).toBe('cancelled');
      expect(await jobs.requestCancel(job, { now: new Date(at(1)), expiresAt: at(604_801) })).toBe('ended');
    });

    it('counts no fewer than were allowed', async () => {
      const { client, loseNextAnswer } = setUp();
      const windows = createDynamoDbWindowCounter({ client, tableName });
      const window = { name: 'lost', startsAtMs: now.getTime(), lengthMs: 200, limit: 2 };
      loseNextAnswer();

      expect(await windows.count(window)).toBe(2);
      expect(await windows.count(window)).toBe('full');
    });
  });

  describe('a write of a job that meets a transaction', () => {
    it.each(['extend', 'finish'] as const)('is repeated: %s', async (verb) => {
      const { jobs, job, fence, refuseNext, sent } = await setUpClaimed();
      const sentBefore = sent.length;
      refuseNext(5);

      const write = verb === 'extend' ? jobs.extend(fence, at(80)) : jobs.finish(fence, ending, anExecutionOf(job));

      expect(await write).toBe('written');
      expect(sent.length - sentBefore).toBe(6);
    });

    it('is an outage when that does not end', async () => {
      const { jobs, job, fence, refuseNext } = await setUpClaimed();
      const outage = { code: 'dependency.unavailable' };

      refuseNext(6);
      await expect(jobs.extend(fence, at(80))).rejects.toMatchObject(outage);
      refuseNext(6);
      await expect(jobs.finish(fence, ending, anExecutionOf(job))).rejects.toMatchObject(outage);
      expect(await jobs.find(job)).toMatchObject({ state: 'queued', dueAt: at(60) });
    });
  });

  it('an attempt that lost the job leaves its execution as it was', async () => {
    const { client, jobs, job, fence } = await setUpClaimed();
    const later = await jobs.claim(job, { now: new Date(at(61)), leaseUntil: at(121), token: 'later' });
    const executions = createDynamoDbExecutionRepository({ client, tableName });

    expect(later).toMatchObject({ outcome: 'claimed', job: { attempts: 2 } });
    expect(await jobs.finish(fence, ending, anExecutionOf(job))).toBe('lost');
    expect(await executions.find(job.executionId)).toBeUndefined();
  });
}
