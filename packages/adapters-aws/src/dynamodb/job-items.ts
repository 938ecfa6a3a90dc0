import type { JobEnding, JobRecord } from '@dtr/core';
import { epochSeconds } from './kept-text-item.ts';
import { dueListing, type ItemKey, jobKey } from './keys.ts';
import type { Item } from './query-items.ts';
import { expiryAttribute } from './table-definition.ts';

/** What stands in a job's item beside the record: for the table, or for a write to know itself when it is repeated. */
interface JobItemParts extends ItemKey {
  /** `dueAt` is kept as the key of the index alone. */
  readonly gsi2pk?: string;
  readonly gsi2sk?: string;
  /** Of the claim that holds the job. */
  readonly token?: string;
  /** The attempt that wrote the end; absent when cancelling did. */
  readonly endedBy?: number;
  readonly [expiryAttribute]?: number;
}

export type JobItem = Omit<JobRecord, 'dueAt'> & JobItemParts;

const itemParts: Readonly<Record<keyof JobItemParts, true>> = {
  pk: true,
  sk: true,
  gsi2pk: true,
  gsi2sk: true,
  token: true,
  endedBy: true,
  [expiryAttribute]: true,
};

/** A day: readers stop at `expiresAt`, whatever the clock of the table says. */
const dropDelaySeconds = 86_400;

/** Ids and instants only, below 1 KB: each write is one unit. The index gets no attribute but the keys. */
export function toJobItem({ dueAt, ...job }: JobRecord): JobItem {
  return {
    ...jobKey(job),
    ...job,
    ...(dueAt !== undefined && dueKeys(job, dueAt)),
    ...(job.expiresAt !== undefined && expiryOf(job.expiresAt)),
  };
}

export function toJobRecord(item: Item | JobItem): JobRecord {
  const { gsi2sk: dueAt } = item;
  const kept = Object.fromEntries(Object.entries(item).filter(([name]) => !(name in itemParts)));
  return { ...kept, ...(dueAt !== undefined && { dueAt }) } as unknown as JobRecord;
}

export const dueKeys = ({ jobId }: Pick<JobRecord, 'jobId'>, dueAt: string) => ({
  gsi2pk: dueListing(jobId),
  gsi2sk: dueAt,
});

/** The attributes that an end sets. */
export const endOf = ({ state, error, finishedAt, expiresAt }: JobEnding) => ({
  state,
  stage: 'finished' as const,
  ...(error && { error }),
  finishedAt,
  expiresAt,
  ...expiryOf(expiresAt),
});

const expiryOf = (expiresAt: string) => ({ [expiryAttribute]: epochSeconds(expiresAt) + dropDelaySeconds });
