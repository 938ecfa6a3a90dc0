import type { JobEnding, JobFence, JobKey, JobRepository } from '@dtr/core';
import { dueKeys, endOf, type JobItem } from './job-items.ts';
import { jobKey } from './keys.ts';

/** One update of a job's item and the condition under which it may be written. */
export interface JobUpdate {
  readonly Key: ReturnType<typeof jobKey>;
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

interface Change {
  readonly set?: Partial<JobItem>;
  /** Where nothing stands yet. */
  readonly setOnce?: Partial<JobItem>;
  readonly remove?: readonly (keyof JobItem)[];
  readonly isAttempt?: boolean;
  readonly condition: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Also refuses what is not there. */
const isOpen = '#state IN (:queued, :running)';
const isFree = '(attribute_not_exists(leaseUntil) OR leaseUntil <= :now)';
const isMine = `${isOpen} AND attempts = :attempt`;
const leaseParts = ['leaseUntil', 'token'] as const;
const dueParts = ['gsi2pk', 'gsi2sk'] as const;

export const claimUpdate = (key: JobKey, { now, leaseUntil, token }: Parameters<JobRepository['claim']>[1]) =>
  jobUpdate(key, {
    set: { stage: 'preparing', leaseUntil, token, ...dueKeys(key, leaseUntil) },
    isAttempt: true,
    condition: `${isOpen} AND ${isFree}`,
    values: { ':now': now.toISOString() },
  });

export const beginUpdate = (fence: JobFence, { startedAt, handedTo }: Parameters<JobRepository['begin']>[1]) =>
  fencedUpdate(fence, { set: { state: 'running', stage: 'running', handedTo }, setOnce: { startedAt } });

export const extendUpdate = (fence: JobFence, leaseUntil: string) =>
  fencedUpdate(fence, { set: { leaseUntil, ...dueKeys(fence, leaseUntil) } });

export const releaseUpdate = (fence: JobFence, { dueAt, hasRun, deferrals }: Parameters<JobRepository['release']>[1]) =>
  fencedUpdate(fence, {
    set: { stage: 'waiting', ...dueKeys(fence, dueAt), ...(deferrals !== undefined && { deferrals }) },
    remove: [...leaseParts, ...(hasRun ? [] : (['handedTo'] as const))],
  });

export const finishUpdate = (fence: JobFence, ending: JobEnding) =>
  fencedUpdate(fence, {
    set: { ...endOf(ending), endedBy: fence.attempt },
    remove: [...leaseParts, ...dueParts],
  });

/** For a job that nobody holds and whose code has not run. */
export const cancelUpdate = (key: JobKey, { now, expiresAt }: Parameters<JobRepository['requestCancel']>[1]) =>
  jobUpdate(key, {
    set: endOf({ state: 'cancelled', finishedAt: now.toISOString(), expiresAt }),
    setOnce: { cancelRequestedAt: now.toISOString() },
    remove: [...leaseParts, ...dueParts],
    condition: `${isOpen} AND ${isFree} AND attribute_not_exists(handedTo)`,
    values: { ':now': now.toISOString() },
  });

export const askToCancelUpdate = (key: JobKey, now: Date) =>
  jobUpdate(key, { setOnce: { cancelRequestedAt: now.toISOString() }, condition: isOpen });

/** `dueAt` as it was read and as it shall be; either may stand there, should this be a repetition. */
export const postponeUpdate = (key: JobKey, before: string, dueAt: string) =>
  jobUpdate(key, {
    set: dueKeys(key, dueAt),
    condition: `${isOpen} AND gsi2sk IN (:before, :gsi2sk)`,
    values: { ':before': before },
  });

const fencedUpdate = (fence: JobFence, change: Omit<Change, 'condition' | 'values'>) =>
  jobUpdate(fence, { ...change, condition: isMine, values: { ':attempt': fence.attempt } });

/** Every attribute set or removed goes by a placeholder of its own name: some of them are words of the expression language. */
function jobUpdate(key: JobKey, change: Change): JobUpdate {
  const { set = {}, setOnce = {}, remove = [], isAttempt = false, condition, values = {} } = change;
  const sets = [
    ...Object.keys(set).map((name) => `#${name} = :${name}`),
    ...Object.keys(setOnce).map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
  ];
  const written = { ...set, ...setOnce };
  const names = [...Object.keys(written), ...remove, 'state'];
  const clauses = [
    `SET ${sets.join(', ')}`,
    ...(remove.length > 0 ? [`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`] : []),
    ...(isAttempt ? ['ADD attempts :one'] : []),
  ];
  return {
    Key: jobKey(key),
    UpdateExpression: clauses.join(' '),
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ':queued': 'queued',
      ':running': 'running',
      ...Object.fromEntries(Object.entries(written).map(([name, value]) => [`:${name}`, value])),
      ...(isAttempt && { ':one': 1 }),
      ...values,
    },
  };
}
