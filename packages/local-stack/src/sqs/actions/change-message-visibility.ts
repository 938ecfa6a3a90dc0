import { optionalInteger, queueName, text } from '../read-input.ts';
import { batchEntries, runBatch } from '../run-batch.ts';
import type { JsonObject, SqsAction, SqsCall } from '../sqs-call.ts';
import { SqsError } from '../sqs-error.ts';

function changeOne({ queues }: SqsCall, queue: string, input: JsonObject): JsonObject {
  const seconds = optionalInteger(input, 'VisibilityTimeout');
  if (seconds === undefined)
    throw new SqsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
  queues.changeVisibility(queue, text(input, 'ReceiptHandle'), seconds);
  return {};
}

/** Zero gives the message back at once. */
export const changeMessageVisibility: SqsAction = (call) => changeOne(call, queueName(call), call.input);

export const changeMessageVisibilityBatch: SqsAction = (call) => {
  const queue = call.queues.get(queueName(call)).name;
  return runBatch(batchEntries(call), (entry) => changeOne(call, queue, entry));
};
