import type { SweepEvent } from '@dtr/contracts';
import { createObservability, type Environment, type LambdaContext } from '@dtr/lambda-kit';
import { compose } from './compose.ts';
import type { BatchAnswer, QueueEvent } from './queue-event.ts';
import { handleBatch } from './records/handle-batch.ts';
import { recordTable } from './records/record-table.ts';
import { readWorkerSettings } from './settings.ts';
import { handleSweep, type SweepAnswer } from './sweeps/handle-sweep.ts';
import { createWorkerMetrics } from './worker-metrics.ts';

/** Builds the function from its settings. A missing setting fails here, before any message. Its events come from the queue and from the schedule. */
export function createHandler(env: Environment) {
  const settings = readWorkerSettings(env);
  const { logger, metrics: target } = createObservability('worker', settings);
  const metrics = createWorkerMetrics(target);
  const deps = { ...compose(settings), log: logger, metrics };
  const handle = handleBatch({ ...deps, table: recordTable(deps) });
  const sweep = handleSweep(deps);
  return async function handler(
    event: QueueEvent | SweepEvent,
    context: LambdaContext,
  ): Promise<BatchAnswer | SweepAnswer> {
    logger.appendKeys({ function_request_id: context.awsRequestId });
    try {
      return await ('Records' in event ? handle(event) : sweep(event));
    } finally {
      metrics.publish();
    }
  };
}
