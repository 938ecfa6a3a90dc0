import type { MessageAttributes } from './message-attributes.ts';

/** What a sender hands over. */
export interface OutgoingMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** Value of the only system attribute a sender may set, `AWSTraceHeader`. */
  readonly traceHeader?: string;
  readonly delaySeconds?: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Principal ARN, shown to receivers as `SenderId`. */
  readonly sender: string;
}

export interface SentMessage {
  readonly messageId: string;
  /** Only in FIFO queues: 20 digits that grow with every message. */
  readonly sequenceNumber: string | undefined;
}

export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** All there are, by their SQS names. */
  readonly systemAttributes: Readonly<Record<string, string>>;
}

export const sequenceNumberOf = (id: number): string => String(id).padStart(20, '0');

/** A row, as a receiver sees it. */
export function toReceivedMessage(
  row: Record<string, unknown>,
  { isFifo, handle }: { isFifo: boolean; handle: string },
): ReceivedMessage {
  const shown = {
    SenderId: row.sender,
    SentTimestamp: row.sent_at_ms,
    ApproximateReceiveCount: row.receive_count,
    ApproximateFirstReceiveTimestamp: row.first_received_at_ms,
    MessageGroupId: row.group_id,
    MessageDeduplicationId: row.deduplication_id,
    SequenceNumber: isFifo ? sequenceNumberOf(Number(row.id)) : null,
    AWSTraceHeader: row.trace_header,
    DeadLetterQueueSourceArn: row.source_queue_arn,
  };
  const present = Object.entries(shown).filter(([, value]) => value !== null);
  return {
    messageId: String(row.message_id),
    receiptHandle: handle,
    body: String(row.body),
    attributes: JSON.parse(String(row.attributes)) as MessageAttributes,
    systemAttributes: Object.fromEntries(present.map(([name, value]) => [name, String(value)])),
  };
}
