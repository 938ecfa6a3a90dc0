import type { JobError, JobKind, JobStage, JobState, SandboxTier } from '@dtr/contracts';
import type { AgentId, ExecutionId, JobId, ToolId } from '../ids.ts';

/** What is to be executed. The input stands in the output store under `inputKeyOf(jobId)`, checked and with its defaults. */
export interface JobOrder {
  readonly toolId: ToolId;
  readonly version: number;
  readonly timeoutMs: number;
}

/** A job as it is kept. Who may write: the attempt whose number stands in it, and nobody once the state is final. */
export interface JobRecord {
  readonly jobId: JobId;
  readonly caller: AgentId;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly stage: JobStage;
  readonly executionId: ExecutionId;
  readonly order: JobOrder;
  /** How often it was taken up; the number of the last attempt is its fencing token. */
  readonly attempts: number;
  /** How many of them found no place in the rate of sandbox calls: those are not held against the job. */
  readonly deferrals?: number;
  /** Until then an attempt holds it; absent while nobody does. */
  readonly leaseUntil?: string;
  /** The tier that some attempt gave the code to without having heard how it ended. */
  readonly handedTo?: SandboxTier;
  readonly cancelRequestedAt?: string;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly error?: JobError;
  /** When somebody has to look whether it still moves; absent once the state is final. */
  readonly dueAt?: string;
  /** Readers must not see it any more from then on; the table drops it later. */
  readonly expiresAt?: string;
}

export const inputKeyOf = (jobId: JobId) => `jobs/${jobId}.json`;

const finalStates: ReadonlySet<JobState> = new Set(['succeeded', 'failed', 'cancelled', 'timed_out']);

export function isFinal({ state }: Pick<JobRecord, 'state'>): boolean {
  return finalStates.has(state);
}
