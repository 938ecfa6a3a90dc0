import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { KeyReader } from '@dtr/core';
import { asking } from '../outage.ts';
import { keyKey } from './keys.ts';

interface KeyReaderOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** One consistent read for each key: half a kilobyte, one read unit. A key that was revoked before it is never taken for one that works. */
export function createDynamoDbKeyReader({ client, tableName }: KeyReaderOptions): KeyReader {
  return {
    async findKey(keyId) {
      const command = new GetCommand({ TableName: tableName, Key: keyKey(keyId), ConsistentRead: true });
      const { Item } = await asking('catalogue', () => client.send(command));
      return Item && JSON.parse(Item.key);
    },
  };
}
