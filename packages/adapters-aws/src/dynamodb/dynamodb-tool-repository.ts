import { type DynamoDBDocumentClient, GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ToolClaim, ToolId, ToolListing, ToolRepository } from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { asking } from '../outage.ts';
import { claimKey, headKey, type ItemKey, ownerListing, sharedClaims, sharedListing, versionKey } from './keys.ts';
import { queryItems } from './query-items.ts';
import { ownerIndex, sharedIndex } from './table-definition.ts';
import { toListed, toRecord } from './tool-items.ts';
import { toolWrites } from './tool-writes.ts';
import { writeTogether } from './transaction.ts';

export interface ToolRepositoryOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/** Reads by key are consistent; lists come from indexes, which follow within moments. */
export function createDynamoDbToolRepository({
  client,
  tableName,
  backoff = createBackoff(),
}: ToolRepositoryOptions): ToolRepository {
  const get = async (Key: ItemKey) => {
    const command = new GetCommand({ TableName: tableName, Key, ConsistentRead: true });
    return (await asking('catalogue', () => client.send(command))).Item;
  };
  const findClaim = async (claim: ToolClaim) => (await get(claimKey(claim)))?.toolId as ToolId | undefined;
  const query = (input: Omit<QueryCommandInput, 'TableName'>, limit: number) =>
    queryItems(client, { TableName: tableName, ...input }, limit);

  return {
    async find(toolId) {
      const item = await get(headKey(toolId));
      return item && toRecord(item);
    },
    async findVersion(toolId, version) {
      const item = await get(versionKey(toolId, version));
      return item && toRecord(item);
    },
    findByName: (owner, name) => findClaim({ kind: 'name', owner, name }),
    findByDefinition: (owner, digest) => findClaim({ kind: 'definition', owner, digest }),
    async findShared(digest) {
      const ExpressionAttributeValues = { ':pk': sharedClaims(digest) };
      const oldest = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues, ConsistentRead: true };
      return (await query(oldest, 1))[0]?.toolId as ToolId | undefined;
    },
    async list({ listing, before, limit }) {
      return (await query(listingQuery(listing, before), limit)).map((item) => toListed(item));
    },
    async listVersions(toolId, { before, limit }) {
      return (await query(versionsQuery(toolId, before), limit)).map((item) => toListed(item));
    },
    add: (record, entry) => writeTogether({ client, backoff }, toolWrites(tableName, undefined, record, entry)),
    replace: ({ before, after }, entry) =>
      writeTogether({ client, backoff }, toolWrites(tableName, before, after, entry)),
  };
}

function listingQuery(listing: ToolListing, before: ToolId | undefined): Omit<QueryCommandInput, 'TableName'> {
  const [index, partition] =
    'owner' in listing ? [ownerIndex, ownerListing(listing.owner)] : [sharedIndex, sharedListing];
  return {
    IndexName: index,
    KeyConditionExpression: before ? `${index}pk = :pk AND ${index}sk < :before` : `${index}pk = :pk`,
    ExpressionAttributeValues: { ':pk': partition, ...(before && { ':before': before }) },
    ScanIndexForward: false,
  };
}

/** Versions count from 1, so that the bounds leave the tool's own item out. */
function versionsQuery(toolId: ToolId, before = 10_000_000_000): Omit<QueryCommandInput, 'TableName'> {
  const { pk, sk: first } = versionKey(toolId, 1);
  const { sk: last } = versionKey(toolId, before - 1);
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': pk, ':first': first, ':last': last },
    ProjectionExpression: 'summary',
    ScanIndexForward: false,
    ConsistentRead: true,
  };
}
