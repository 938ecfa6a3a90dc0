import { messageBytes } from '../queues/check-message.ts';
import { MAX_MESSAGE_BYTES } from '../queues/queue-attributes.ts';
import { queueName } from '../read-input.ts';
import { readMessage } from '../read-message.ts';
import { batchEntries, runBatch } from '../run-batch.ts';
import type { SqsAction } from '../sqs-call.ts';
import { SqsError } from '../sqs-error.ts';
import { sendOne } from './send-message.ts';

/** Up to ten messages, together no larger than one may be alone. */
export const sendMessageBatch: SqsAction = (call) => {
  const queue = call.queues.get(queueName(call)).name;
  const entries = batchEntries(call);
  const sizes = entries.map((entry) => messageBytes(readMessage(entry, call.principalArn)));
  const batchBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  if (batchBytes > MAX_MESSAGE_BYTES) {
    throw new SqsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${batchBytes} bytes.`,
    );
  }
  return runBatch(entries, (entry) => sendOne(call, queue, entry));
};
