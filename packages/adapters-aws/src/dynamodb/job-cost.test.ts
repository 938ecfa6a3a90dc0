import { aJobRecord, anExecutionOf } from '@dtr/core/testing';
import { createCountingClient } from '../testing/counting-client.ts';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbJobRepository } from './dynamodb-job-repository.ts';
import { createDynamoDbWindowCounter } from './dynamodb-window-counter.ts';

const enginePath = tableEnginePath();
const at = (seconds: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, seconds)).toISOString();
const now = new Date(at(0));
const ending = { state: 'succeeded', finishedAt: at(9), expiresAt: at(604_809) } as const;

if (enginePath === undefined) {
  it.skip('the cost of jobs: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  const setUp = () => {
    const { client, takeSpent } = createCountingClient(engine.client);
    const jobs = createDynamoDbJobRepository({ client, tableName });
    const job = aJobRecord({ dueAt: at(120) });
    return {
      jobs,
      job,
      fence: { ...job, attempt: 1 },
      windows: createDynamoDbWindowCounter({ client, tableName }),
      async costOf(act: () => Promise<unknown>) {
        await act();
        const { calls, tableUnits, indexUnits } = takeSpent();
        return [calls, tableUnits, indexUnits];
      },
    };
  };

  /** The README says so, and bills rest on it. */
  it('a job costs no more calls and units of the table and of its index than is said of it', async () => {
    const { jobs, job, fence, windows, costOf } = setUp();
    const lease = { now, leaseUntil: at(60), token: 'mine' };
    const start = { startedAt: at(1), handedTo: 'wasm' } as const;
    const window = { name: 'cost', startsAtMs: now.getTime(), lengthMs: 200, limit: 6 };

    expect({
      add: await costOf(() => jobs.add(job)),
      claim: await costOf(() => jobs.claim(job, lease)),
      window: await costOf(() => windows.count(window)),
      begin: await costOf(() => jobs.begin(fence, start)),
      look: await costOf(() => jobs.find(job)),
      extend: await costOf(() => jobs.extend(fence, at(80))),
      sweep: await costOf(() => jobs.listDue({ before: at(100), limit: 100 })),
      finish: await costOf(() => jobs.finish(fence, ending, anExecutionOf(job, 'x'.repeat(500)))),
    }).toEqual({
      add: [1, 1, 1],
      claim: [1, 1, 2],
      window: [1, 1, 0],
      begin: [1, 1, 0],
      look: [1, 1, 0],
      extend: [1, 1, 2],
      sweep: [9, 1, 4],
      finish: [1, 4, 2],
    });
  });

  it('a page costs the same however many jobs there are', async () => {
    const { jobs, job, costOf } = setUp();
    const { caller } = job;
    const page = { caller, now, limit: 20 };
    const fill = (count: number) =>
      costOf(() => Promise.all(Array.from({ length: count }, () => jobs.add(aJobRecord({ caller })))));

    await fill(30);
    const ofFew = await costOf(() => jobs.list(page));
    await fill(120);

    expect(await costOf(() => jobs.list(page))).toEqual(ofFew);
    expect(ofFew).toEqual([1, 3, 0]);
    expect(await costOf(() => jobs.list({ ...page, state: 'cancelled' }))).toEqual([1, 11, 0]);
  });

  it('a job fits into one unit when everything that it can have is there', async () => {
    const { jobs, costOf } = setUp();
    const error = { code: 'dependency.unavailable', message: 'x'.repeat(200) };
    const job = aJobRecord({
      handedTo: 'microvm',
      cancelRequestedAt: at(1),
      startedAt: at(1),
      deferrals: 10,
      error,
      expiresAt: at(1),
    });

    expect(await costOf(() => jobs.add(job))).toEqual([1, 1, 1]);
  });
}
