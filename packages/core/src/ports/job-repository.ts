import type { JobError, JobKind, JobState, SandboxTier } from '@dtr/contracts';
import type { AgentId, JobId } from '../domain/ids.ts';
import type { JobRecord } from '../domain/job/job-record.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import type { ExecutionRecord } from './execution-repository.ts';

export interface JobKey {
  readonly caller: AgentId;
  readonly jobId: JobId;
}

/** The right of one attempt to write: it ends when another attempt takes the job up or the job ends. */
export interface JobFence extends JobKey {
  readonly attempt: number;
}

export interface JobEnding {
  readonly state: Extract<JobState, 'succeeded' | 'failed' | 'cancelled' | 'timed_out'>;
  readonly error?: JobError;
  readonly finishedAt: string;
  readonly expiresAt: string;
}

export interface JobWait {
  readonly dueAt: string;
  /** False: no attempt has left code behind whose end is not known, so that `handedTo` goes. */
  readonly hasRun: boolean;
  /** The job's new count; it stays when absent. */
  readonly deferrals?: number;
}

export interface JobListQuery {
  readonly caller: AgentId;
  readonly state?: JobState;
  readonly kind?: JobKind;
  /** Jobs that have expired by then are left out. */
  readonly now: Date;
  readonly limit: number;
  readonly position?: string;
}

/** `lost`: another attempt has taken the job up since, or it has ended. Nothing was written. */
export type FencedOutcome = 'written' | 'lost';

/**
 * Jobs by caller. Every write of an attempt names its fence and is refused once that is no longer the job's.
 * Writes are repeated by the client below when an answer is lost: each finds its own write and calls it written.
 */
export interface JobRepository {
  /** A job that is there stays as it is, and is given back. */
  add(job: JobRecord): Promise<'added' | JobRecord>;
  /** May still give a job that has expired. */
  find(key: JobKey): Promise<JobRecord | undefined>;
  /** Newest first. A page may be shorter than `limit`, even empty, while `position` says that there is more. */
  list(query: JobListQuery): Promise<PositionedPage<JobRecord>>;
  /**
   * Takes the job up: one more attempt, a lease until `leaseUntil`, stage `preparing`, due at `leaseUntil`. `held`: another
   * attempt's lease is not over. `token` is the claimer's own, so that a repeated claim knows itself.
   */
  claim(
    key: JobKey,
    lease: { readonly now: Date; readonly leaseUntil: string; readonly token: string },
  ): Promise<
    { readonly outcome: 'claimed'; readonly job: JobRecord } | { readonly outcome: 'held' | 'ended' | 'absent' }
  >;
  /** Before the code is given to a sandbox: state and stage `running`, `handedTo`, and `startedAt` unless it is there. */
  begin(fence: JobFence, start: { readonly startedAt: string; readonly handedTo: SandboxTier }): Promise<FencedOutcome>;
  /** Lengthens the lease and `dueAt`. */
  extend(fence: JobFence, leaseUntil: string): Promise<FencedOutcome>;
  /** Ends the lease without an end of the job: stage `waiting`. */
  release(fence: JobFence, wait: JobWait): Promise<FencedOutcome>;
  /** The end of the job and the outcome of its execution, both or neither. */
  finish(fence: JobFence, ending: JobEnding, execution?: ExecutionRecord): Promise<FencedOutcome>;
  /**
   * `cancelled`: nobody held it and no code had run, so that it has ended. `requested`: an attempt has it and is told so, or will be
   * when one takes it up. Asking again is no fault.
   */
  requestCancel(
    key: JobKey,
    request: { readonly now: Date; readonly expiresAt: string },
  ): Promise<'cancelled' | 'requested' | 'ended' | 'absent'>;
  /** Jobs that were due before then, the longest first. May miss what was written a moment ago. */
  listDue(query: { readonly before: string; readonly limit: number }): Promise<readonly JobRecord[]>;
  /** Puts the next look off, if the job is still due when it was. */
  postpone(job: JobRecord, dueAt: string): Promise<FencedOutcome>;
}
