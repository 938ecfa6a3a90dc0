import type { OutgoingMessage } from './queues/message.ts';
import type { MessageAttribute, MessageAttributes } from './queues/message-attributes.ts';
import { object, optionalInteger, optionalText, text } from './read-input.ts';
import type { JsonObject } from './sqs-call.ts';
import { SqsError } from './sqs-error.ts';

function readAttributes(input: JsonObject, name: string): MessageAttributes {
  const attributes = object(input, name);
  const entries = Object.keys(attributes).map((key): [string, MessageAttribute] => {
    const attribute = object(attributes, key);
    const StringValue = optionalText(attribute, 'StringValue');
    const BinaryValue = optionalText(attribute, 'BinaryValue');
    const values = {
      ...(StringValue !== undefined && { StringValue }),
      ...(BinaryValue !== undefined && { BinaryValue }),
    };
    return [key, { DataType: text(attribute, 'DataType'), ...values }];
  });
  return Object.fromEntries(entries);
}

/** The system attributes of a message to send; SQS knows just one. */
export function readSystemAttributes(input: JsonObject): MessageAttributes {
  const attributes = readAttributes(input, 'MessageSystemAttributes');
  const unknown = Object.keys(attributes).find((name) => name !== 'AWSTraceHeader');
  if (unknown === undefined) return attributes;
  throw new SqsError('InvalidParameterValue', `Message system attribute name '${unknown}' is invalid.`);
}

/** A message as `SendMessage` and the entries of its batch form carry it. */
export function readMessage(input: JsonObject, sender: string): OutgoingMessage {
  const traceHeader = readSystemAttributes(input).AWSTraceHeader?.StringValue;
  const delaySeconds = optionalInteger(input, 'DelaySeconds');
  const groupId = optionalText(input, 'MessageGroupId');
  const deduplicationId = optionalText(input, 'MessageDeduplicationId');
  return {
    body: text(input, 'MessageBody'),
    attributes: readAttributes(input, 'MessageAttributes'),
    sender,
    ...(traceHeader !== undefined && { traceHeader }),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}
