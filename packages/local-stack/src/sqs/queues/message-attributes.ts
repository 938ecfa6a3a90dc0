import { createHash } from 'node:crypto';
import { SqsError } from '../sqs-error.ts';

/** A message attribute on the wire; binary values are Base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** Quota of one message. */
const MAX_ATTRIBUTES = 10;
const NAME = /^(?!aws\.|amazon\.)(?!\.)(?!.*\.\.)[A-Za-z0-9_.-]{1,256}(?<!\.)$/i;
const DATA_TYPE = /^(String|Number|Binary)(\.[^\s]{1,240})?$/;

const bytesOf = ({ StringValue, BinaryValue }: MessageAttribute) =>
  BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');

const isBinary = ({ DataType }: MessageAttribute) => DataType.startsWith('Binary');

/** Refuses attributes that SQS refuses. */
export function checkMessageAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES) {
    throw new SqsError(
      'InvalidParameterValue',
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  }
  for (const [name, attribute] of entries) {
    const fail = (reason: string) =>
      new SqsError('InvalidParameterValue', `The message attribute '${name}' ${reason}.`);
    if (!NAME.test(name)) throw fail('has an invalid name');
    if (!DATA_TYPE.test(attribute.DataType ?? '')) throw fail('has an invalid message attribute type');
    const value = isBinary(attribute) ? attribute.BinaryValue : attribute.StringValue;
    if (typeof value !== 'string' || value === '') throw fail('must contain a non-empty value of its type');
    const isNumber = attribute.DataType.startsWith('Number');
    if (isNumber && Number.isNaN(Number(value))) throw fail('must be a number');
  }
}

/** Bytes that count towards the size of the message: names, types and values. */
export const attributesBytes = (attributes: MessageAttributes): number =>
  Object.entries(attributes)
    .map(
      ([name, attribute]) =>
        Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + bytesOf(attribute).length,
    )
    .reduce((sum, bytes) => sum + bytes, 0);

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The digest that clients compare, as the SQS developer guide defines it; absent when there are no attributes. */
export function attributesMd5(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const md5 = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name] ?? { DataType: 'String' };
    md5.update(lengthPrefixed(Buffer.from(name)));
    md5.update(lengthPrefixed(Buffer.from(attribute.DataType)));
    md5.update(Buffer.from([isBinary(attribute) ? 2 : 1]));
    md5.update(lengthPrefixed(bytesOf(attribute)));
  }
  return md5.digest('hex');
}

/** The attributes a receiver asked for by name, by `prefix.*`, or all of them. */
export function chosenAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isChosen = (name: string) =>
    names.some((wanted) => {
      if (wanted === 'All' || wanted === '.*') return true;
      return wanted.endsWith('.*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;
    });
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isChosen(name)));
}
