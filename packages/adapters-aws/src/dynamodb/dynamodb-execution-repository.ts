import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ExecutionRepository } from '@dtr/core';
import { asking } from '../outage.ts';
import { toExecution, toExecutionItem } from './execution-items.ts';
import { executionKey } from './keys.ts';

interface ExecutionOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** The table drops expired executions some time after their expiry. */
export function createDynamoDbExecutionRepository({ client, tableName }: ExecutionOptions): ExecutionRepository {
  return {
    async put(record) {
      const command = new PutCommand({ TableName: tableName, Item: toExecutionItem(record) });
      await asking('catalogue', () => client.send(command));
    },
    async find(executionId) {
      const command = new GetCommand({ TableName: tableName, Key: executionKey(executionId), ConsistentRead: true });
      const { Item } = await asking('catalogue', () => client.send(command));
      return Item && toExecution(executionId, Item);
    },
  };
}
