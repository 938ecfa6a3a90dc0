import { queueName } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

/** Takes the messages along. The name is free at once, where SQS keeps it blocked for a minute. */
export const deleteQueue: SqsAction = (call) => {
  call.queues.remove(queueName(call));
  return {};
};
