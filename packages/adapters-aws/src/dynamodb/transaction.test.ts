import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBackoff } from '../backoff.ts';
import { writeTogether } from './transaction.ts';

const writes = [
  { write: { Put: { TableName: 't', Item: {} } }, otherwise: 'stale' },
  { write: { Put: { TableName: 't', Item: {} } }, otherwise: 'name-taken' },
  { write: { Put: { TableName: 't', Item: {} } } },
] as const;
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: '',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** A client that answers with these errors, one after the other, and then succeeds: the engine never raises them by itself. */
const setUp = (...errors: readonly Error[]) => {
  const waits: number[] = [];
  let sent = 0;
  const send = async () => {
    const error = errors[sent];
    sent += 1;
    if (error) throw error;
  };
  const backoff = createBackoff(
    () => 0.5,
    async (ms) => waits.push(ms),
  );
  const deps = { client: { send } as unknown as DynamoDBDocumentClient, backoff };
  return { deps, waits, sentCount: () => sent };
};
const conflicts = (count: number) =>
  Array.from({ length: count }, () => cancelled('None', 'TransactionConflict', 'None'));

describe('writeTogether', () => {
  it('repeats a transaction that met another one, waiting longer each time', async () => {
    const { deps, waits, sentCount } = setUp(...conflicts(3));

    expect(await writeTogether(deps, writes)).toBe('written');
    expect(sentCount()).toBe(4);
    expect(waits).toEqual([10, 20, 40]);
  });

  it.each(['ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'repeats one that was cancelled for %s',
    async (reason) => {
      const { deps, sentCount } = setUp(cancelled('None', 'None', reason));

      expect(await writeTogether(deps, writes)).toBe('written');
      expect(sentCount()).toBe(2);
    },
  );

  it('gives up as a conflict when others never end', async () => {
    const { deps, sentCount } = setUp(...conflicts(50));

    expect(await writeTogether(deps, writes)).toBe('conflict');
    expect(sentCount()).toBe(6);
  });

  it('does not repeat what a condition refused; the first one failed is the answer', async () => {
    const { deps, sentCount } = setUp(cancelled('None', 'ConditionalCheckFailed', 'None'));

    expect(await writeTogether(deps, writes)).toBe('name-taken');
    expect(sentCount()).toBe(1);
    const both = setUp(cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed', 'TransactionConflict'));
    expect(await writeTogether(both.deps, writes)).toBe('stale');
  });

  it('throws what is nobody else’s fault, such as an item that is not valid', async () => {
    const { deps, sentCount } = setUp(cancelled('None', 'None', 'ValidationError'));

    await expect(writeTogether(deps, writes)).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(sentCount()).toBe(1);
  });

  it.each([
    [
      'throttling that the SDK could not sit out',
      Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
    ],
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a time limit', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
    ['a failing service', Object.assign(new Error('oops'), { $metadata: { httpStatusCode: 500 } })],
  ])('reports %s as an outage', async (_name, error) => {
    const { deps } = setUp(error);

    const failed = writeTogether(deps, writes);

    await expect(failed).rejects.toMatchObject({ code: 'dependency.unavailable', isRetryable: true, cause: error });
  });
});
