import { SqsError } from '../sqs-error.ts';

/** Attributes as SQS has them: names and values are both text. */
export type Attributes = Readonly<Record<string, string>>;

/** Largest message with its attributes, in bytes; SQS quota page, raised to 1 MiB in August 2025. */
export const MAX_MESSAGE_BYTES = 1_048_576;

interface NumberAttribute {
  readonly usual: number;
  readonly min: number;
  readonly max: number;
}

/** Seconds, but for the size. */
const numbers: Record<string, NumberAttribute> = {
  DelaySeconds: { usual: 0, min: 0, max: 900 },
  KmsDataKeyReusePeriodSeconds: { usual: 300, min: 60, max: 86_400 },
  MaximumMessageSize: { usual: MAX_MESSAGE_BYTES, min: 1_024, max: MAX_MESSAGE_BYTES },
  MessageRetentionPeriod: { usual: 345_600, min: 60, max: 1_209_600 },
  ReceiveMessageWaitTimeSeconds: { usual: 0, min: 0, max: 20 },
  VisibilityTimeout: { usual: 30, min: 0, max: 43_200 },
};

const choices: Record<string, readonly string[]> = {
  ContentBasedDeduplication: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoQueue: ['true', 'false'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
  SqsManagedSseEnabled: ['true', 'false'],
};

/** Kept and given back; they change nothing here. */
const documents = ['KmsMasterKeyId', 'Policy', 'RedriveAllowPolicy', 'RedrivePolicy'];
const FIFO_ONLY = ['ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];

/** Attributes that are worked out, not set. */
const computedNames = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
];

export const attributeNames: readonly string[] = [
  ...Object.keys(numbers),
  ...Object.keys(choices),
  ...documents,
  ...computedNames,
];

const invalidValue = (name: string) =>
  new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

function isValidRedrive(text: string): boolean {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as Record<string, unknown>;
    const count = Number(maxReceiveCount);
    return typeof deadLetterTargetArn === 'string' && Number.isInteger(count) && count >= 1 && count <= 1_000;
  } catch {
    return false;
  }
}

function isValid(name: string, value: string): boolean {
  const range = numbers[name];
  if (range) return /^\d{1,7}$/.test(value) && Number(value) >= range.min && Number(value) <= range.max;
  if (name === 'RedrivePolicy') return value === '' || isValidRedrive(value);
  return choices[name]?.includes(value) ?? true;
}

/** Checks attributes that a caller wants to set. An empty text takes a document away. */
export function checkAttributes(attributes: Attributes, { isFifo }: { isFifo: boolean }): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== 'string') throw invalidValue(name);
    const isSettable = name in numbers || name in choices || documents.includes(name);
    if (!isSettable || (!isFifo && FIFO_ONLY.includes(name))) {
      throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
    if (!isValid(name, value)) throw invalidValue(name);
  }
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** What a queue does, with the usual values filled in. */
export interface QueueSettings {
  readonly delaySeconds: number;
  readonly maxMessageBytes: number;
  readonly retentionSeconds: number;
  readonly waitSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly isFifo: boolean;
  readonly deduplicatesByContent: boolean;
  readonly deduplicatesByGroup: boolean;
  readonly redrive: RedrivePolicy | undefined;
}

export function settingsOf(attributes: Attributes): QueueSettings {
  const number = (name: string) => Number(attributes[name] ?? numbers[name]?.usual);
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(
    attributes.RedrivePolicy || '{}',
  ) as Partial<RedrivePolicy>;
  return {
    delaySeconds: number('DelaySeconds'),
    maxMessageBytes: number('MaximumMessageSize'),
    retentionSeconds: number('MessageRetentionPeriod'),
    waitSeconds: number('ReceiveMessageWaitTimeSeconds'),
    visibilityTimeoutSeconds: number('VisibilityTimeout'),
    isFifo: attributes.FifoQueue === 'true',
    deduplicatesByContent: attributes.ContentBasedDeduplication === 'true',
    deduplicatesByGroup: attributes.DeduplicationScope === 'messageGroup',
    redrive: deadLetterTargetArn ? { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) } : undefined,
  };
}

/** The attributes of a queue as it shows them: what was set, and the usual values of the rest. */
export function shownAttributes(attributes: Attributes): Attributes {
  const { KmsDataKeyReusePeriodSeconds: _, ...usual } = Object.fromEntries(
    Object.entries(numbers).map(([name, range]) => [name, String(range.usual)]),
  );
  const fifo = { ContentBasedDeduplication: 'false', DeduplicationScope: 'queue', FifoThroughputLimit: 'perQueue' };
  const shown = { ...usual, SqsManagedSseEnabled: 'true', ...(attributes.FifoQueue === 'true' && fifo), ...attributes };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== ''));
}
