import { queueName, textMap, texts } from '../read-input.ts';
import type { SqsAction } from '../sqs-call.ts';

export const listQueueTags: SqsAction = (call) => ({ Tags: call.queues.get(queueName(call)).tags });

export const tagQueue: SqsAction = (call) => {
  const { name, tags } = call.queues.get(queueName(call));
  call.queues.setTags(name, { ...tags, ...textMap(call.input, 'Tags') });
  return {};
};

export const untagQueue: SqsAction = (call) => {
  const { name, tags } = call.queues.get(queueName(call));
  const gone = texts(call.input, 'TagKeys');
  call.queues.setTags(name, Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.includes(key))));
  return {};
};
