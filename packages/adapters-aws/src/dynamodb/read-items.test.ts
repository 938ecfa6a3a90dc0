import type { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBackoff } from '../backoff.ts';
import { readItems } from './read-items.ts';

const keys = Array.from({ length: 250 }, (_, index) => ({ pk: `P${index}`, sk: 'S' }));
const backoff = createBackoff(
  () => 0,
  async () => {},
);

/** A table that has everything, and gives of each batch only as many items as it is told to. */
const tableGiving = (...counts: readonly number[]) => {
  const asked: number[] = [];
  const client = {
    async send({ input }: BatchGetCommand) {
      const batch = input.RequestItems?.table?.Keys ?? [];
      const given = counts[asked.length] ?? batch.length;
      asked.push(batch.length);
      const unread = batch.slice(given);
      return {
        Responses: { table: batch.slice(0, given) },
        ...(unread.length > 0 && { UnprocessedKeys: { table: { Keys: unread } } }),
      };
    },
  } as unknown as DynamoDBDocumentClient;
  return { client, asked };
};

it('reads any number of items, a hundred at a time', async () => {
  const { client, asked } = tableGiving();

  const items = await readItems({ client, tableName: 'table', backoff }, keys);

  expect(items).toEqual(keys);
  expect(asked).toEqual([100, 100, 50]);
});

it('asks again for what was left out of an answer', async () => {
  const { client } = tableGiving(30, 0, 100, 1);

  const items = await readItems({ client, tableName: 'table', backoff }, keys);

  expect(new Set(items)).toEqual(new Set(keys));
  expect(items).toHaveLength(keys.length);
});

it('gives up when nothing is read any more', async () => {
  const { client } = tableGiving(10, 0, 0, 0, 0, 0, 0);

  await expect(readItems({ client, tableName: 'table', backoff }, keys)).rejects.toMatchObject({
    code: 'dependency.unavailable',
  });
});
