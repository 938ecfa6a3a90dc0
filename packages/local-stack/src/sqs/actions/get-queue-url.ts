import { queueUrl, text } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

export const getQueueUrl: SqsAction = (call) => ({
  QueueUrl: queueUrl(call, call.queues.get(text(call.input, 'QueueName')).name),
});
