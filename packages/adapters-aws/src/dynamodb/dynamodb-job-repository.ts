import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import {
  type ExecutionRecord,
  isFinal,
  type JobEnding,
  type JobFence,
  type JobKey,
  type JobRepository,
} from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { asking, unavailable } from '../outage.ts';
import { updateIf } from './conditional-update.ts';
import { toExecutionItem } from './execution-items.ts';
import { type JobItem, toJobItem, toJobRecord } from './job-items.ts';
import { listDueJobs, listJobs } from './job-lists.ts';
import {
  askToCancelUpdate,
  beginUpdate,
  cancelUpdate,
  claimUpdate,
  extendUpdate,
  finishUpdate,
  type JobUpdate,
  postponeUpdate,
  releaseUpdate,
} from './job-updates.ts';
import { jobKey } from './keys.ts';
import { writeTogether } from './transaction.ts';

interface JobOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/**
 * One item per job; each write is one update with a condition, which makes a repeated one find its own. Where it has to tell how, it
 * reads the item again: seldom, and what is read then can only be later than the refusal.
 */
export function createDynamoDbJobRepository(options: JobOptions): JobRepository {
  const { client, tableName: TableName, backoff = createBackoff() } = options;
  const deps = { client, tableName: TableName, backoff };
  const update = (change: JobUpdate) => updateIf(deps, { TableName, ...change });
  const written = async (change: JobUpdate) => ((await update(change)) ? 'written' : 'lost');
  const read = async (key: JobKey) => {
    const command = new GetCommand({ TableName, Key: jobKey(key), ConsistentRead: true });
    return (await asking('catalogue', () => client.send(command))).Item as JobItem | undefined;
  };
  const endTogether = async (fence: JobFence, ending: JobEnding, execution: ExecutionRecord) => {
    const end = { write: { Update: { TableName, ...finishUpdate(fence, ending) } }, otherwise: 'stale' } as const;
    const result = { write: { Put: { TableName, Item: toExecutionItem(execution) } } };
    const outcome = await writeTogether(deps, [end, result]);
    if (outcome === 'conflict') throw unavailable('catalogue', new Error(`${fence.jobId} met other writes.`));
    return outcome === 'written';
  };

  const repository: JobRepository = {
    async add(job) {
      const Item = toJobItem(job);
      const command = new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      try {
        await asking('catalogue', () => client.send(command));
        return 'added';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return (await repository.find(job)) ?? repository.add(job);
      }
    },
    async find(key) {
      const item = await read(key);
      return item && toJobRecord(item);
    },
    list: (query) => listJobs(deps, query),
    async claim(key, lease) {
      const claimed = await update(claimUpdate(key, lease));
      if (claimed) return { outcome: 'claimed', job: toJobRecord(claimed) };
      const item = await read(key);
      if (!item) return { outcome: 'absent' };
      if (isFinal(item)) return { outcome: 'ended' };
      return item.token === lease.token ? { outcome: 'claimed', job: toJobRecord(item) } : { outcome: 'held' };
    },
    begin: (fence, start) => written(beginUpdate(fence, start)),
    extend: (fence, leaseUntil) => written(extendUpdate(fence, leaseUntil)),
    release: (fence, wait) => written(releaseUpdate(fence, wait)),
    async finish(fence, ending, execution) {
      const hasEnded = execution
        ? await endTogether(fence, ending, execution)
        : await update(finishUpdate(fence, ending));
      if (hasEnded) return 'written';
      const item = await read(fence);
      return item && isSameEnd(item, fence, ending) ? 'written' : 'lost';
    },
    async requestCancel(key, request) {
      if (await update(cancelUpdate(key, request))) return 'cancelled';
      if (await update(askToCancelUpdate(key, request.now))) return 'requested';
      const item = await read(key);
      if (!item) return 'absent';
      return isCancelledAt(item, request.now) ? 'cancelled' : 'ended';
    },
    listDue: (query) => listDueJobs(deps, query),
    postpone: async (job, dueAt) => (job.dueAt === undefined ? 'lost' : written(postponeUpdate(job, job.dueAt, dueAt))),
  };
  return repository;
}

/** No other attempt has this number, and an attempt ends a job once. */
function isSameEnd({ endedBy, state, finishedAt }: JobItem, { attempt }: JobFence, ending: JobEnding): boolean {
  return endedBy === attempt && state === ending.state && finishedAt === ending.finishedAt;
}

/** Ended by a request to cancel, at this very moment: it is the request that asks. */
function isCancelledAt({ endedBy, state, finishedAt }: JobItem, now: Date): boolean {
  return endedBy === undefined && state === 'cancelled' && finishedAt === now.toISOString();
}
