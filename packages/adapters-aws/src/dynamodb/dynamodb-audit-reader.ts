import { type AuditReader, laneCount } from '@dtr/core';
import { createBackoff } from '../backoff.ts';
import { toHead } from './chain-store.ts';
import type { AuditOptions } from './dynamodb-audit-log.ts';
import { laneHeadKey } from './keys.ts';
import { queryItems } from './query-items.ts';
import { readItems } from './read-items.ts';

/** Reads chains as they are stored. */
export function createDynamoDbAuditReader({ client, tableName, backoff = createBackoff() }: AuditOptions): AuditReader {
  return {
    async listHeads(day) {
      const lanes = Array.from({ length: laneCount }, (_, lane) => ({ day, lane }));
      const items = await readItems({ client, tableName, backoff }, lanes.map(laneHeadKey));
      return items.map((item) => toHead({ day, lane: Number(String(item.pk).slice(-2)) }, item));
    },
    async listEvents({ lane, before, limit }) {
      const { pk, sk: end } = laneHeadKey(lane);
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': pk, ':before': before ?? end },
        ScanIndexForward: false,
        ConsistentRead: true,
      };
      const items = await queryItems(client, query, limit);
      return items.map(({ sk, event, hash }) => ({ eventId: String(sk), text: String(event), hash: String(hash) }));
    },
  };
}
