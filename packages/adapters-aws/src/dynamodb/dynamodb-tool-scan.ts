import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { AgentId, ToolId, ToolScan } from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { asking } from '../outage.ts';
import { headKey, ownerListing } from './keys.ts';
import { readItems } from './read-items.ts';
import { ownerIndex } from './table-definition.ts';
import { toRecord } from './tool-items.ts';

interface ToolScanOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/**
 * Walks the index of owners, which holds the tools and nothing else, and reads what it finds from the table itself: which tools
 * there are follows within moments, what they are is up to date. Deleted tools have left the index.
 */
export function createDynamoDbToolScan({ client, tableName, backoff = createBackoff() }: ToolScanOptions): ToolScan {
  return {
    async scan({ position, limit }) {
      const page = new ScanCommand({
        TableName: tableName,
        IndexName: ownerIndex,
        Limit: limit,
        ...(position !== undefined && { ExclusiveStartKey: startKey(position) }),
      });
      const { Items = [], LastEvaluatedKey } = await asking('catalogue', () => client.send(page));
      const places = Items.map(({ gsi1pk, gsi1sk }) => placeOf(String(gsi1pk), String(gsi1sk)));
      const heads = await readItems(
        { client, tableName, backoff },
        places.map(({ toolId }) => headKey(toolId)),
      );
      const records = new Map(heads.map(toRecord).map((record) => [record.toolId, record]));
      const items = places.flatMap(({ toolId, position: after }) => {
        const record = records.get(toolId);
        return record && record.status !== 'deleted' ? [{ record, position: after }] : [];
      });
      const next = LastEvaluatedKey && placeOf(String(LastEvaluatedKey.gsi1pk), String(LastEvaluatedKey.gsi1sk));
      return { items, ...(next && { position: next.position }) };
    },
  };
}

/** A tool's place in the index, and that place as a position. Neither ids nor agents hold a `#`. */
function placeOf(listing: string, toolId: string) {
  const owner = listing.slice(ownerListing('' as AgentId).length);
  return { toolId: toolId as ToolId, position: `${toolId}#${owner}` };
}

function startKey(position: string) {
  const [toolId = '', owner = ''] = position.split('#');
  return { ...headKey(toolId as ToolId), gsi1pk: ownerListing(owner as AgentId), gsi1sk: toolId };
}
