import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OutboxReader } from '@dtr/core';
import { asking } from '../outage.ts';
import { outboxKey, outboxPartition } from './keys.ts';
import { queryItems } from './query-items.ts';

interface OutboxOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** All entries are one partition, in order: it takes 1,000 writes/s (DynamoDB quota), far more than validation lets through. */
export function createDynamoDbOutboxReader({ client, tableName }: OutboxOptions): OutboxReader {
  return {
    async list({ after = ' ', limit }) {
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': outboxPartition, ':after': after },
        ConsistentRead: true,
      };
      return (await queryItems(client, query, limit)).map(({ entry }) => JSON.parse(String(entry)));
    },
    async remove(entryIds) {
      for (const entryId of entryIds) {
        const command = new DeleteCommand({ TableName: tableName, Key: outboxKey(entryId) });
        await asking('catalogue', () => client.send(command));
      }
    },
  };
}
