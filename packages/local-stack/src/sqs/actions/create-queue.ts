import { queueUrl, text, textMap } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

/** Creates a queue; again with the same attributes it answers the same URL. */
export const createQueue: SqsAction = (call) => {
  const { input, queues } = call;
  const name = text(input, 'QueueName');
  queues.create({ name, attributes: textMap(input, 'Attributes'), tags: textMap(input, 'tags') });
  return { QueueUrl: queueUrl(call, name) };
};
