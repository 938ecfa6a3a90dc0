import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Backoff } from '../backoff.ts';
import { asking, unavailable } from '../outage.ts';
import type { ItemKey } from './keys.ts';
import type { Item } from './query-items.ts';

interface ReadDeps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff: Backoff;
}

/** Most keys of one batch (DynamoDB quota, checked 2026-11). */
const batchKeys = 100;
/** In a row, without a single item. */
const fruitlessTries = 6;

/** The items of these keys as they are now, in no order; what is not there is left out. One answer ends after 16 MB. */
export async function readItems(
  { client, tableName, backoff }: ReadDeps,
  keys: readonly ItemKey[],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let left = [...keys];
  for (let fruitless = 0; left.length > 0; ) {
    const batch = left.slice(0, batchKeys);
    const command = new BatchGetCommand({ RequestItems: { [tableName]: { Keys: batch, ConsistentRead: true } } });
    const { Responses = {}, UnprocessedKeys = {} } = await asking('catalogue', () => client.send(command));
    items.push(...(Responses[tableName] ?? []));
    const unread = (UnprocessedKeys[tableName]?.Keys ?? []) as ItemKey[];
    left = [...unread, ...left.slice(batchKeys)];
    fruitless = unread.length === batch.length ? fruitless + 1 : 0;
    if (fruitless === fruitlessTries) throw unavailable('catalogue', new Error('No item of a batch was read.'));
    if (fruitless > 0) await backoff(fruitless);
  }
  return items;
}
