import { createHash } from 'node:crypto';
import { attributesMd5 } from '../queues/message-attributes.ts';
import { queueName } from '../read-input.ts';
import { readMessage, readSystemAttributes } from '../read-message.ts';
import type { JsonObject, SqsAction, SqsCall } from '../sqs-call.ts';

/** Sends one message, given as a request or as an entry of a batch; the digests are of what arrived here. */
export function sendOne({ queues, principalArn }: SqsCall, queue: string, input: JsonObject): JsonObject {
  const message = readMessage(input, principalArn);
  const { messageId, sequenceNumber } = queues.send(queue, message);
  return {
    MessageId: messageId,
    MD5OfMessageBody: createHash('md5').update(message.body).digest('hex'),
    MD5OfMessageAttributes: attributesMd5(message.attributes ?? {}),
    MD5OfMessageSystemAttributes: attributesMd5(readSystemAttributes(input)),
    SequenceNumber: sequenceNumber,
  };
}

export const sendMessage: SqsAction = (call) => sendOne(call, queueName(call), call.input);
