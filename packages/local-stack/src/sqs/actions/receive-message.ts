import { createHash } from 'node:crypto';
import type { ReceivedMessage } from '../queues/message.ts';
import { attributesMd5, chosenAttributes } from '../queues/message-attributes.ts';
import { integerWithin, queueName, texts } from '../read-input.ts';
import type { JsonObject, SqsAction } from '../sqs-call.ts';

interface Wanted {
  readonly attributes: readonly string[];
  readonly systemAttributes: readonly string[];
}

function toJson(message: ReceivedMessage, wanted: Wanted): JsonObject {
  const attributes = chosenAttributes(message.attributes, wanted.attributes);
  const system = Object.entries(message.systemAttributes).filter(([name]) => {
    return wanted.systemAttributes.includes('All') || wanted.systemAttributes.includes(name);
  });
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: createHash('md5').update(message.body).digest('hex'),
    ...(system.length > 0 && { Attributes: Object.fromEntries(system) }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: attributesMd5(attributes),
    }),
  };
}

/** Receives up to ten messages, waiting for the first as long as asked. `ReceiveRequestAttemptId` is taken and ignored. */
export const receiveMessage: SqsAction = async (call) => {
  const { input, queues, signal } = call;
  const name = queueName(call);
  const maxMessages = integerWithin(input, 'MaxNumberOfMessages', [1, 10]) ?? 1;
  const waitSeconds = integerWithin(input, 'WaitTimeSeconds', [0, 20]);
  const visibilityTimeoutSeconds = integerWithin(input, 'VisibilityTimeout', [0, 43_200]);
  const messages = await queues.receive(name, {
    maxMessages,
    signal,
    ...(waitSeconds !== undefined && { waitSeconds }),
    ...(visibilityTimeoutSeconds !== undefined && { visibilityTimeoutSeconds }),
  });
  const wanted = {
    attributes: texts(input, 'MessageAttributeNames'),
    systemAttributes: [...texts(input, 'MessageSystemAttributeNames'), ...texts(input, 'AttributeNames')],
  };
  return messages.length > 0 ? { Messages: messages.map((message) => toJson(message, wanted)) } : {};
};
