import { createHash } from 'node:crypto';
import type { ReceivedMessage } from '../sqs/queues/message.ts';
import { attributesMd5, type MessageAttribute } from '../sqs/queues/message-attributes.ts';

/** Where the messages of an event came from. */
export interface EventOrigin {
  readonly queueArn: string;
  readonly region: string;
}

/** A message with its JSON text in the event. */
interface QueueRecord {
  readonly message: ReceivedMessage;
  readonly text: string;
}

/** What one invocation is given: the messages, and the event with them as Lambda writes it. */
export interface QueueEvent {
  readonly messages: readonly ReceivedMessage[];
  readonly payload: Buffer;
}

/** As few events as hold the messages within Lambda's limit. A message that is over it alone stands alone, and is refused. */
export function queueEvents(
  messages: readonly ReceivedMessage[],
  origin: EventOrigin,
  payloadBytes: number,
): readonly QueueEvent[] {
  const groups: QueueRecord[][] = [];
  let roomBytes = 0;
  for (const message of messages) {
    const text = JSON.stringify(queueRecord(message, origin));
    const bytes = Buffer.byteLength(text) + 1;
    if (groups.length === 0 || bytes > roomBytes) {
      groups.push([]);
      roomBytes = payloadBytes - envelopeBytes;
    }
    groups.at(-1)?.push({ message, text });
    roomBytes -= bytes;
  }
  return groups.map((records) => ({
    messages: records.map(({ message }) => message),
    payload: Buffer.from(`{"Records":[${records.map(({ text }) => text).join(',')}]}`),
  }));
}

const envelopeBytes = Buffer.byteLength('{"Records":[]}');

function queueRecord(message: ReceivedMessage, { queueArn, region }: EventOrigin) {
  const md5OfMessageAttributes = attributesMd5(message.attributes);
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.systemAttributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, attribute]) => [name, recordAttribute(attribute)]),
    ),
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    ...(md5OfMessageAttributes !== undefined && { md5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

/** The lists are always empty: SQS reserves them. */
function recordAttribute({ DataType, StringValue, BinaryValue }: MessageAttribute) {
  return {
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}
