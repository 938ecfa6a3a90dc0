import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import type { IdempotencyRecord, IdempotencyStore } from '@dtr/core';
import { asking } from '../outage.ts';
import { epochSeconds, toKeptAttributes, toKeptText } from './kept-text-item.ts';
import { idempotencyKey } from './keys.ts';
import { expiryAttribute } from './table-definition.ts';

interface IdempotencyOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** `add` reads what is in its way in a second call; should that have expired in between, it adds after all. */
export function createDynamoDbIdempotencyStore({ client, tableName }: IdempotencyOptions): IdempotencyStore {
  const find = async ({ agent, key }: IdempotencyRecord) => {
    const command = new GetCommand({ TableName: tableName, Key: idempotencyKey(agent, key), ConsistentRead: true });
    const { Item } = await asking('catalogue', () => client.send(command));
    return Item && toIdempotencyRecord(Item);
  };
  const putIf = async (record: IdempotencyRecord, condition: Partial<PutCommandInput>) => {
    const command = new PutCommand({ TableName: tableName, Item: toItem(record), ...condition });
    try {
      await asking('catalogue', () => client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const store: IdempotencyStore = {
    async add(record) {
      if (await putIf(record, { ConditionExpression: 'attribute_not_exists(pk)' })) return 'added';
      return (await find(record)) ?? store.add(record);
    },
    async replace(fence, record) {
      const condition = { ConditionExpression: 'fence = :fence', ExpressionAttributeValues: { ':fence': fence } };
      return (await putIf(record, condition)) ? 'replaced' : 'lost';
    },
  };
  return store;
}

function toItem({ answer, ...record }: IdempotencyRecord) {
  return {
    ...idempotencyKey(record.agent, record.key),
    ...record,
    ...(answer && toKeptAttributes(answer)),
    [expiryAttribute]: epochSeconds(record.expiresAt),
  };
}

function toIdempotencyRecord(item: Readonly<Record<string, unknown>>): IdempotencyRecord {
  const { agent, key, fingerprint, seed, fence, leaseUntil, expiresAt } = item as unknown as IdempotencyRecord;
  const answer = toKeptText(item);
  return { agent, key, fingerprint, seed, fence, leaseUntil, expiresAt, ...(answer && { answer }) };
}
