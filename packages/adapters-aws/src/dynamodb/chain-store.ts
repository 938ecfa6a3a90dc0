import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  type AuditEvent,
  chained,
  type Digest,
  emptyHead,
  type Lane,
  type LaneHead,
  type StoredEvent,
} from '@dtr/core';
import type { Backoff } from '../backoff.ts';
import { asking } from '../outage.ts';
import { auditKey, laneHeadKey } from './keys.ts';
import type { Item } from './query-items.ts';
import { passingReasons } from './transaction.ts';

export interface ChainStoreDeps {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff: Backoff;
}

/** `there`: ids of events that are stored now. `head`: as far as it is known. */
export interface WrittenChain {
  readonly there: readonly string[];
  readonly head?: LaneHead | undefined;
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

export async function readHead({ client, tableName }: ChainStoreDeps, lane: Lane): Promise<LaneHead> {
  const get = new GetCommand({ TableName: tableName, Key: laneHeadKey(lane), ConsistentRead: true });
  const { Item } = await asking('audit log', () => client.send(get));
  return Item === undefined ? emptyHead(lane) : toHead(lane, Item);
}

export function toHead({ day, lane }: Lane, { count, hash }: Item): LaneHead {
  return { day, lane, count: Number(count), hash: String(hash) as Digest };
}

/** Appends events and moves the head on, all or nothing. What another process was faster with, or what is there already, is left as it is. */
export async function writeChained(
  { client, tableName }: ChainStoreDeps,
  before: LaneHead,
  events: readonly AuditEvent[],
): Promise<WrittenChain> {
  let head = before;
  const stored = events.map((event) => {
    const next = chained(head, event);
    head = next.head;
    return next.stored;
  });
  const TransactItems = [
    headWrite(tableName, before, head),
    ...stored.map((event) => eventWrite(tableName, before, event)),
  ];
  try {
    await asking('audit log', () => client.send(new TransactWriteCommand({ TransactItems })));
    return { there: events.map(({ eventId }) => eventId), head };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return refusedWrite(error, before, events);
  }
}

function headWrite(TableName: string, before: LaneHead, after: LaneHead): TransactItem {
  const isFirst = before.count === 0;
  return {
    Put: {
      TableName,
      Item: { ...laneHeadKey(after), count: after.count, hash: after.hash },
      ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : '#count = :count AND #hash = :hash',
      ...(!isFirst && {
        ExpressionAttributeNames: { '#count': 'count', '#hash': 'hash' },
        ExpressionAttributeValues: { ':count': before.count, ':hash': before.hash },
      }),
    },
  };
}

function eventWrite(TableName: string, lane: Lane, { eventId, text, hash }: StoredEvent): TransactItem {
  const Item = { ...auditKey(lane, eventId), event: text, hash };
  return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** Nothing was written. Reasons come in the order of the writes: the head's first. */
function refusedWrite(
  error: TransactionCanceledException,
  before: LaneHead,
  events: readonly AuditEvent[],
): WrittenChain {
  const [ofHead, ...ofEvents] = (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);
  const there = events.filter((_, index) => ofEvents[index] === 'ConditionalCheckFailed');
  const isMoved = ofHead === 'ConditionalCheckFailed';
  const isPassing = [ofHead, ...ofEvents].some((code = 'None') => passingReasons.has(code));
  if (!isMoved && there.length === 0 && !isPassing) throw error;
  return { there: there.map(({ eventId }) => eventId), head: isMoved || isPassing ? undefined : before };
}
