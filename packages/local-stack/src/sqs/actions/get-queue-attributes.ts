import { attributeNames, shownAttributes } from '../queues/queue-attributes.ts';
import { queueName, texts } from '../read-input.ts';
import type { SqsAction, SqsCall } from '../sqs-call.ts';
import { SqsError } from '../sqs-error.ts';

const seconds = (ms: number) => String(Math.floor(ms / 1000));

function allAttributes({ queues }: SqsCall, name: string): Readonly<Record<string, string>> {
  const queue = queues.get(name);
  const { visible, inFlight, delayed } = queues.count(name);
  return {
    ...shownAttributes(queue.attributes),
    QueueArn: queues.names.arnOf(name),
    CreatedTimestamp: seconds(queue.createdAtMs),
    LastModifiedTimestamp: seconds(queue.modifiedAtMs),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

/** Those asked for by name; none asked for, none given. */
export const getQueueAttributes: SqsAction = (call) => {
  const wanted = texts(call.input, 'AttributeNames');
  const unknown = wanted.find((name) => name !== 'All' && !attributeNames.includes(name));
  if (unknown !== undefined) throw new SqsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const all = Object.entries(allAttributes(call, queueName(call)));
  const chosen = all.filter(([name]) => wanted.includes('All') || wanted.includes(name));
  return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
};
