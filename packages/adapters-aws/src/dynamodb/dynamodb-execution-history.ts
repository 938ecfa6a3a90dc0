import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ExecutionHistory } from '@dtr/core';
import { runListing } from './keys.ts';
import { queryItems } from './query-items.ts';
import { sharedIndex } from './table-definition.ts';

interface HistoryOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Reads the index keys that every execution carries; they go with the execution when it expires. */
export function createDynamoDbExecutionHistory({ client, tableName }: HistoryOptions): ExecutionHistory {
  return {
    async findLastStartedAt(toolId) {
      const query = {
        TableName: tableName,
        IndexName: sharedIndex,
        KeyConditionExpression: `${sharedIndex}pk = :pk`,
        ExpressionAttributeValues: { ':pk': runListing(toolId) },
        ScanIndexForward: false,
      };
      const [last] = await queryItems(client, query, 1);
      return last && String(last[`${sharedIndex}sk`]);
    },
  };
}
