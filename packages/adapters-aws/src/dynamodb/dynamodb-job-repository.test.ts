import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { jobIdOf } from '@dtr/core';
import { aJobRecord, newUlid } from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbJobRepository } from './dynamodb-job-repository.ts';
import { dueListings, jobKey } from './keys.ts';
import { expiryAttribute } from './table-definition.ts';

const enginePath = tableEnginePath();
const at = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toISOString();

if (enginePath === undefined) {
  it.skip('jobs on DynamoDB: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  const open = () => createDynamoDbJobRepository({ client: engine.client, tableName });
  const itemOf = async (job: Parameters<typeof jobKey>[0]) =>
    (await engine.client.send(new GetCommand({ TableName: tableName, Key: jobKey(job) }))).Item;

  describe('createDynamoDbJobRepository', () => {
    it('gives the jobs that are due the longest, whatever partitions they are in', async () => {
      const jobs = open();
      const due = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].map((lastDigit, index) =>
        aJobRecord({ jobId: jobIdOf(`${newUlid().slice(0, -1)}${lastDigit}`), dueAt: at(index) }),
      );
      for (const job of due.toReversed()) await jobs.add(job);

      const first = await jobs.listDue({ before: at(1_000), limit: 10 });

      expect(first).toEqual(due.slice(0, 10));
      const partitions = await Promise.all(due.map(async (job) => (await itemOf(job))?.gsi2pk));
      expect(new Set(partitions)).toEqual(new Set(dueListings));
    });

    it('lets a job go at the instant in which its lease ends', async () => {
      const jobs = open();
      const job = aJobRecord();
      await jobs.add(job);
      await jobs.claim(job, { now: new Date(at(0)), leaseUntil: at(60), token: 'first' });

      const next = { now: new Date(at(60)), leaseUntil: at(120), token: 'next' };

      expect(await jobs.claim(job, next)).toMatchObject({ outcome: 'claimed', job: { attempts: 2 } });
    });

    it('is dropped by the table a day after readers must not see it any more, and not before its end', async () => {
      const jobs = open();
      const job = aJobRecord();
      await jobs.add(job);
      expect(await itemOf(job)).not.toHaveProperty(expiryAttribute);

      await jobs.requestCancel(job, { now: new Date(at(5)), expiresAt: at(604_805) });

      expect(await itemOf(job)).toMatchObject({ [expiryAttribute]: Date.parse(at(604_805)) / 1_000 + 86_400 });
    });

    it('does not take the end that an attempt wrote for that of a request of the same instant', async () => {
      const jobs = open();
      const job = aJobRecord();
      const [finishedAt, expiresAt] = [at(5), at(604_805)];
      await jobs.add(job);
      await jobs.claim(job, { now: new Date(at(0)), leaseUntil: at(60), token: 'mine' });
      await jobs.finish({ ...job, attempt: 1 }, { state: 'cancelled', finishedAt, expiresAt });

      expect(await jobs.requestCancel(job, { now: new Date(finishedAt), expiresAt })).toBe('ended');
    });
  });
}
