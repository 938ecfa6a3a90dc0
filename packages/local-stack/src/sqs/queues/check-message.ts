import { SqsError } from '../sqs-error.ts';
import type { OutgoingMessage } from './message.ts';
import { attributesBytes, checkMessageAttributes } from './message-attributes.ts';
import type { Queue } from './queue-rows.ts';

/** Characters of XML 1.0; the only ones SQS carries. */
const BODY = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const FIFO_ID = /^[\u0021-\u007E]{1,128}$/;
const MAX_DELAY_SECONDS = 900;

const invalid = (message: string) => new SqsError('InvalidParameterValue', message);

/** Bytes that count towards the limits of a message and of a batch. */
export const messageBytes = ({ body, attributes = {} }: Pick<OutgoingMessage, 'body' | 'attributes'>): number =>
  Buffer.byteLength(body) + attributesBytes(attributes);

function checkFifo({ name, settings }: Queue, { groupId, deduplicationId, delaySeconds }: OutgoingMessage): void {
  for (const [field, id] of Object.entries({ MessageGroupId: groupId, MessageDeduplicationId: deduplicationId })) {
    if (id !== undefined && !FIFO_ID.test(id))
      throw invalid(`Value for parameter ${field} is invalid. It must be 1 to 128 printable characters.`);
  }
  if (!settings.isFifo) {
    if (deduplicationId === undefined) return;
    throw invalid('The request includes a parameter that is not valid for this queue type: MessageDeduplicationId.');
  }
  if (groupId === undefined)
    throw new SqsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (delaySeconds !== undefined)
    throw invalid(`Value ${delaySeconds} for parameter DelaySeconds is not valid for the FIFO queue ${name}.`);
  if (deduplicationId === undefined && !settings.deduplicatesByContent) {
    throw invalid(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
}

/** Refuses a message that SQS refuses. */
export function checkMessage(queue: Queue, message: OutgoingMessage): void {
  const { body, attributes = {}, delaySeconds } = message;
  if (body === '') throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (!BODY.test(body))
    throw new SqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are those of XML 1.0.',
    );
  checkMessageAttributes(attributes);
  const { maxMessageBytes } = queue.settings;
  if (messageBytes(message) > maxMessageBytes) {
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${maxMessageBytes} bytes.`);
  }
  const isDelayValid =
    delaySeconds === undefined ||
    (Number.isInteger(delaySeconds) && delaySeconds >= 0 && delaySeconds <= MAX_DELAY_SECONDS);
  if (!isDelayValid)
    throw invalid(`Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: must be between 0 and 900.`);
  checkFifo(queue, message);
}
