import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AgentId, ExecutionRecord, ExecutionRepository, ToolId } from '@dtr/core';
import { asking } from '../outage.ts';
import { epochSeconds, toKeptAttributes, toKeptText } from './kept-text-item.ts';
import { executionKey, runListing } from './keys.ts';
import { expiryAttribute } from './table-definition.ts';

interface ExecutionOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** The table drops expired executions some time after their expiry. */
export function createDynamoDbExecutionRepository({ client, tableName }: ExecutionOptions): ExecutionRepository {
  return {
    async put({ executionId, caller, toolId, startedAt, expiresAt, body }) {
      const expiry = { [expiryAttribute]: epochSeconds(expiresAt) };
      const Item = {
        ...executionKey(executionId),
        gsi2pk: runListing(toolId),
        gsi2sk: startedAt,
        caller,
        toolId,
        startedAt,
        expiresAt,
        ...toKeptAttributes(body),
        ...expiry,
      };
      await asking('catalogue', () => client.send(new PutCommand({ TableName: tableName, Item })));
    },
    async find(executionId) {
      const command = new GetCommand({ TableName: tableName, Key: executionKey(executionId), ConsistentRead: true });
      const { Item } = await asking('catalogue', () => client.send(command));
      return Item && toExecution(executionId, Item);
    },
  };
}

function toExecution(
  executionId: ExecutionRecord['executionId'],
  item: Readonly<Record<string, unknown>>,
): ExecutionRecord {
  const body = toKeptText(item);
  if (body === undefined) throw new Error(`The item of execution ${executionId} has no body.`);
  return {
    executionId,
    caller: item.caller as AgentId,
    toolId: item.toolId as ToolId,
    startedAt: String(item.startedAt),
    expiresAt: String(item.expiresAt),
    body,
  };
}
