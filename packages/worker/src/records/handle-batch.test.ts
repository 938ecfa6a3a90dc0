import { aQueueEvent, aRevalidation } from '../testing/queue-events.ts';
import { createWorkerDoubles, type WorkerDoubles } from '../testing/worker-doubles.ts';
import { handleBatch } from './handle-batch.ts';
import type { RecordTable } from './record-table.ts';

let doubles: WorkerDoubles;
const unexpected = async () => {
  throw new Error('No message of this kind was sent.');
};
const tableOf = (table: Partial<RecordTable>): RecordTable => ({
  'policy.revalidate': unexpected,
  'job.run': unexpected,
  ...table,
});
const batchOver = (table: Partial<RecordTable>) =>
  handleBatch({ table: tableOf(table), ...doubles, random: () => 0.5 });
const failed = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

beforeEach(() => {
  doubles = createWorkerDoubles();
});

describe('a batch of records', () => {
  it('has no failures when every record was handled', async () => {
    const handled = jest.fn(async () => undefined);

    const answer = await batchOver({ 'policy.revalidate': handled })(aQueueEvent(aRevalidation, aRevalidation));

    expect(answer).toEqual(failed());
    expect(handled).toHaveBeenCalledTimes(2);
    expect(handled).toHaveBeenCalledWith(aRevalidation, { hide: expect.any(Function) });
    expect(doubles.hidden).toEqual({});
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('fails poison at place %i of ten alone', async (place) => {
    const handled = jest.fn(async () => undefined);
    const bodies: unknown[] = Array.from({ length: 10 }, () => aRevalidation);
    bodies[place] = { kind: 'unheard.of' };

    const answer = await batchOver({ 'policy.revalidate': handled })(aQueueEvent(...bodies));

    expect(answer).toEqual(failed(`m${place}`));
    expect(handled).toHaveBeenCalledTimes(9);
    expect(doubles.counted).toEqual({ PoisonMessages: 1 });
    expect(doubles.hidden).toEqual({ [`handle of m${place}`]: 0 });
  });

  it.each([
    ['broken JSON', '{"kind":'],
    ['no object', '[]'],
    ['no kind', {}],
    ['a kind that only objects have', { kind: 'toString' }],
    ['a member of the wrong type', { ...aRevalidation, policy: 7 }],
    ['an empty member', { ...aRevalidation, digest: '' }],
    ['a broken position', { ...aRevalidation, position: null }],
    ['a job without an agent', { kind: 'job.run', jobId: 'job-1' }],
    ['a job without an id', { kind: 'job.run', agent: 'a', jobId: 7 }],
  ])('knows poison by %s', async (_, body) => {
    const handled = jest.fn(async () => undefined);

    const answer = await batchOver({ 'policy.revalidate': handled })(aQueueEvent(body));

    expect(answer).toEqual(failed('m0'));
    expect(handled).not.toHaveBeenCalled();
    expect(doubles.lines).toEqual([
      expect.objectContaining({ message: 'record failed', messageId: 'm0', isPoison: true }),
    ]);
  });

  it('fails a record whose handler fails, and logs where but not what was said', async () => {
    const table = {
      'policy.revalidate': async () => {
        throw new TypeError('secret');
      },
    };

    const answer = await batchOver(table)(aQueueEvent(aRevalidation));

    expect(answer).toEqual(failed('m0'));
    expect(doubles.lines).toEqual([expect.objectContaining({ messageId: 'm0', attempt: 1, error: 'TypeError' })]);
    expect(JSON.stringify(doubles.lines)).not.toContain('secret');
    expect(doubles.counted).toEqual({ FailedMessages: 1 });
  });

  it.each([
    [1, 8],
    [2, 23],
    [3, 68],
    [4, 203],
    [5, 203],
  ])('puts a record off that failed at its attempt %i for %i s', async (attempt, seconds) => {
    const { Records } = aQueueEvent(aRevalidation);
    const event = {
      Records: Records.map((record) => ({ ...record, attributes: { ApproximateReceiveCount: `${attempt}` } })),
    };

    await batchOver({ 'policy.revalidate': async () => Promise.reject(new Error('broke')) })(event);

    expect(doubles.hidden).toEqual({ 'handle of m0': seconds });
  });

  it('lets a record hide its own message and no other while it is at it', async () => {
    const table: Partial<RecordTable> = { 'policy.revalidate': async (_, delivery) => delivery.hide(60) };

    await batchOver(table)(aQueueEvent(aRevalidation, aRevalidation));

    expect(doubles.hidden).toEqual({ 'handle of m0': 60, 'handle of m1': 60 });
  });

  it('fails a record also when it cannot be put off, and says so', async () => {
    const messages = { hide: async () => Promise.reject(new TypeError('no queue')) };
    const table = tableOf({ 'policy.revalidate': async () => Promise.reject(new Error('broke')) });

    const answer = await handleBatch({ table, ...doubles, messages })(aQueueEvent(aRevalidation));

    expect(answer).toEqual(failed('m0'));
    expect(doubles.lines.map(({ message }) => message)).toEqual(['record failed', 'failed record was not put off']);
  });
});
