import { queueName } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

/** Removes all messages, also those in flight, and as often as one likes. */
export const purgeQueue: SqsAction = (call) => {
  call.queues.purge(queueName(call));
  return {};
};
