import type { RevalidateTools, WorkQueue } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';

/** What the record handlers are given. */
export interface RecordDeps {
  readonly revalidateTools: RevalidateTools;
  readonly queue: WorkQueue;
  readonly log: LogTarget;
}
