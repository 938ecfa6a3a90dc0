import type { WorkerMessage } from '@dtr/contracts';
import type { Delivery, RecordDeps } from './record-deps.ts';
import { revalidatePolicy } from './revalidate-policy.ts';
import { runJob } from './run-job.ts';

/** One handler for each kind of message; the compiler insists on every kind. */
export type RecordTable = {
  readonly [Kind in WorkerMessage['kind']]: (
    message: Extract<WorkerMessage, { kind: Kind }>,
    delivery: Delivery,
  ) => Promise<void>;
};

export function recordTable(deps: RecordDeps): RecordTable {
  return {
    'policy.revalidate': revalidatePolicy(deps),
    'job.run': runJob(deps),
  };
}
