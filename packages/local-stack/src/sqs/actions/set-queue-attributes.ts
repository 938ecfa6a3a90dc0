import { queueName, textMap } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

/** Takes effect at once, where SQS takes up to a minute. */
export const setQueueAttributes: SqsAction = (call) => {
  call.queues.setAttributes(queueName(call), textMap(call.input, 'Attributes'));
  return {};
};
