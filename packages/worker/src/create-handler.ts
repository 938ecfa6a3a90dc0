import { createObservability, type Environment, type LambdaContext } from '@dtr/lambda-kit';
import { compose } from './compose.ts';
import type { BatchAnswer, QueueEvent } from './queue-event.ts';
import { handleBatch } from './records/handle-batch.ts';
import { recordTable } from './records/record-table.ts';
import { readWorkerSettings } from './settings.ts';

/** Builds the function from its settings. A missing setting fails here, before any message. */
export function createHandler(env: Environment) {
  const settings = readWorkerSettings(env);
  const { logger } = createObservability('worker', settings);
  const handle = handleBatch(recordTable({ ...compose(settings), log: logger }), logger);
  return async function handler(event: QueueEvent, context: LambdaContext): Promise<BatchAnswer> {
    logger.appendKeys({ function_request_id: context.awsRequestId });
    return handle(event);
  };
}
