import { queueName, text } from '../read-input.ts';
import { batchEntries, runBatch } from '../run-batch.ts';
import type { JsonObject, SqsAction, SqsCall } from '../sqs-call.ts';

function deleteOne({ queues }: SqsCall, queue: string, input: JsonObject): JsonObject {
  queues.delete(queue, text(input, 'ReceiptHandle'));
  return {};
}

export const deleteMessage: SqsAction = (call) => deleteOne(call, queueName(call), call.input);

export const deleteMessageBatch: SqsAction = (call) => {
  const queue = call.queues.get(queueName(call)).name;
  return runBatch(batchEntries(call), (entry) => deleteOne(call, queue, entry));
};
