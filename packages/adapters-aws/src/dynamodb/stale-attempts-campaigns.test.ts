import { aJobRecord, anExecutionOf, campaignSize } from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbExecutionRepository } from './dynamodb-execution-repository.ts';
import { createDynamoDbJobRepository } from './dynamodb-job-repository.ts';

const enginePath = tableEnginePath();
const { rounds, patienceMs } = campaignSize(process.env);
jest.setTimeout(patienceMs);
const at = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toISOString();
const ending = { state: 'succeeded', finishedAt: at(61), expiresAt: at(604_861) } as const;

if (enginePath === undefined) {
  it.skip('attempts whose lease is over: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  const lease = (seconds: number, token: string) => ({
    now: new Date(at(seconds)),
    leaseUntil: at(seconds + 60),
    token,
  });
  const setUp = async () => {
    const jobs = createDynamoDbJobRepository({ client: engine.client, tableName });
    const executions = createDynamoDbExecutionRepository({ client: engine.client, tableName });
    const job = aJobRecord();
    await jobs.add(job);
    await jobs.claim(job, lease(0, 'stale'));
    return { jobs, executions, job, stale: { ...job, attempt: 1 }, fresh: { ...job, attempt: 2 } };
  };

  describe('an attempt whose lease is over', () => {
    it('either ends the job or loses it to the next one, when both reach for it at once', async () => {
      const seen = { ended: 0, taken: 0, other: 0 };
      for (let round = 0; round < rounds(1_000); round += 1) {
        const { jobs, executions, job, stale } = await setUp();
        const finish = () => jobs.finish(stale, ending, anExecutionOf(job, 'stale'));
        const early = round % 2 === 0 ? finish() : undefined;
        const claim = jobs.claim(job, lease(61, 'fresh'));
        const [written, { outcome }] = await Promise.all([early ?? finish(), claim]);

        const result = await executions.find(job.executionId);
        const told = `${written}, ${outcome}, ${result === undefined ? 'no result' : 'a result'}`;
        if (told === 'written, ended, a result') seen.ended += 1;
        else if (told === 'lost, claimed, no result') seen.taken += 1;
        else seen.other += 1;
      }

      expect(seen).toEqual({ ended: expect.any(Number), taken: expect.any(Number), other: 0 });
      expect(seen.ended).toBeGreaterThan(0);
      expect(seen.taken).toBeGreaterThan(0);
    });

    it('writes nothing once the next one has the job, whatever it tries while that one works', async () => {
      for (let round = 0; round < rounds(1_000); round += 1) {
        const { jobs, executions, job, stale, fresh } = await setUp();
        await jobs.claim(job, lease(61, 'fresh'));
        const begun = jobs.begin(fresh, { startedAt: at(62), handedTo: 'wasm' });

        const outcomes = await Promise.all([
          jobs.begin(stale, { startedAt: at(63), handedTo: 'microvm' }),
          jobs.extend(stale, at(600)),
          jobs.release(stale, { dueAt: at(600), hasRun: false }),
          jobs.finish(stale, ending, anExecutionOf(job, 'stale')),
        ]);

        expect(outcomes).toEqual(['lost', 'lost', 'lost', 'lost']);
        expect(await begun).toBe('written');
        expect(await jobs.find(job)).toMatchObject({ attempts: 2, handedTo: 'wasm', dueAt: at(121) });
        expect(await executions.find(job.executionId)).toBeUndefined();
      }
    });
  });
}
