import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { HealthProbe } from '@dtr/core';

interface ProbeOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Reads an item that is never there: needs no right beyond reading. */
export function createDynamoDbHealthProbe({ client, tableName }: ProbeOptions): HealthProbe {
  return {
    name: 'dynamodb',
    isRequired: true,
    async check(abortSignal) {
      await client.send(new GetCommand({ TableName: tableName, Key: { pk: 'HEALTH', sk: 'HEALTH' } }), { abortSignal });
    },
  };
}
