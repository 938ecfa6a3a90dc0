import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { JobId, JobListQuery, JobRecord, PositionedPage } from '@dtr/core';
import type { Backoff } from '../backoff.ts';
import { asking } from '../outage.ts';
import { toJobRecord } from './job-items.ts';
import { agentPartition, dueListings, type ItemKey, jobKey, jobPrefix } from './keys.ts';
import { type Item, queryItems } from './query-items.ts';
import { readItems } from './read-items.ts';
import { sharedIndex } from './table-definition.ts';

interface ListDeps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff: Backoff;
}

/** Read at once when most of it may be left out. */
const filteredItems = 100;

/** One query, whatever it finds: a caller with many jobs and few that fit gets short pages rather than a slow one. */
export async function listJobs(
  { client, tableName }: ListDeps,
  query: JobListQuery,
): Promise<PositionedPage<JobRecord>> {
  const command = new QueryCommand({ TableName: tableName, ...listInput(query) });
  const { Items = [], LastEvaluatedKey } = await asking('catalogue', () => client.send(command));
  const items = Items.slice(0, query.limit).map(toJobRecord);
  const position = Items.length > query.limit ? items.at(-1)?.jobId : LastEvaluatedKey && jobIdIn(LastEvaluatedKey.sk);
  return { items, ...(position !== undefined && { position }) };
}

/** Those that the index knows to be due, as they are now. */
export async function listDueJobs(
  deps: ListDeps,
  { before, limit }: { readonly before: string; readonly limit: number },
): Promise<readonly JobRecord[]> {
  const { client, tableName } = deps;
  const queryOf = (listing: string) => ({
    TableName: tableName,
    IndexName: sharedIndex,
    KeyConditionExpression: `${sharedIndex}pk = :pk AND ${sharedIndex}sk < :before`,
    ExpressionAttributeValues: { ':pk': listing, ':before': before },
  });
  const found = await Promise.all(dueListings.map((listing) => queryItems(client, queryOf(listing), limit)));
  const longest = found.flat().sort(byIndexKey).slice(0, limit);
  const keys = longest.map(({ pk, sk }): ItemKey => ({ pk: String(pk), sk: String(sk) }));
  const jobs = (await readItems(deps, keys)).map(toJobRecord);
  return jobs.filter(({ dueAt }) => dueAt !== undefined && dueAt < before).sort(byDueAt);
}

function listInput({ caller, state, kind, now, limit, position }: JobListQuery): Omit<QueryCommandInput, 'TableName'> {
  const wanted = { ...(state && { state }), ...(kind && { kind }) };
  const filters = [
    '(attribute_not_exists(expiresAt) OR expiresAt > :now)',
    ...Object.keys(wanted).map((name) => `#${name} = :${name}`),
  ];
  const isFiltered = filters.length > 1;
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    FilterExpression: filters.join(' AND '),
    ...(isFiltered && {
      ExpressionAttributeNames: renamed(
        '#',
        Object.keys(wanted).map((name) => [name, name]),
      ),
    }),
    ExpressionAttributeValues: {
      ':pk': agentPartition(caller),
      ':prefix': jobPrefix,
      ':now': now.toISOString(),
      ...renamed(':', Object.entries(wanted)),
    },
    ...(position !== undefined && { ExclusiveStartKey: jobKey({ caller, jobId: position as JobId }) }),
    Limit: isFiltered ? Math.max(limit + 1, filteredItems) : limit + 1,
    ScanIndexForward: false,
    ConsistentRead: true,
  };
}

const renamed = (sign: string, entries: readonly (readonly [string, string])[]) =>
  Object.fromEntries(entries.map(([name, value]) => [`${sign}${name}`, value]));

const jobIdIn = (sk: unknown) => String(sk).slice(jobPrefix.length);

const byDueAt = (left: JobRecord, right: JobRecord) => inOrder(left.dueAt, right.dueAt);
const byIndexKey = (left: Item, right: Item) => inOrder(left[`${sharedIndex}sk`], right[`${sharedIndex}sk`]);

function inOrder(left: unknown, right: unknown): number {
  if (left === right) return 0;
  return String(left) < String(right) ? -1 : 1;
}
