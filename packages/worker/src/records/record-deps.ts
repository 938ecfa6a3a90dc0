import type { RevalidateTools, RunJob, WorkQueue } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';
import type { WorkerMetrics } from '../worker-metrics.ts';

/** What the record handlers are given. */
export interface RecordDeps {
  readonly revalidateTools: RevalidateTools;
  readonly runJob: RunJob;
  readonly queue: WorkQueue;
  readonly log: LogTarget;
  readonly metrics: WorkerMetrics;
}

/** The message that is being handled. */
export interface Delivery {
  /** Keeps it from other workers for so many seconds from now. */
  hide(seconds: number): Promise<void>;
}
