import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditLog } from '@dtr/core';
import { asking } from '../outage.ts';
import { auditKey } from './keys.ts';

interface AuditOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** One partition per UTC day, events in the order of their ids. Only ever adds: nothing here updates, deletes or expires an event. */
export function createDynamoDbAuditLog({ client, tableName }: AuditOptions): AuditLog {
  return {
    async append(event) {
      const Item = { ...auditKey(event), event: JSON.stringify(event) };
      const put = new PutCommand({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      try {
        await asking('audit log', () => client.send(put));
      } catch (error) {
        // There already: this is a repetition, and what is there stays.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
