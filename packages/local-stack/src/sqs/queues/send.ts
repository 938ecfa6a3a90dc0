import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { checkMessage } from './check-message.ts';
import { type OutgoingMessage, type SentMessage, sequenceNumberOf } from './message.ts';
import type { Queue } from './queue-rows.ts';

/** How long a FIFO queue remembers a deduplication id; SQS developer guide. */
const DEDUPLICATION_MS = 5 * 60 * 1000;

interface Deduplication {
  readonly scope: string;
  readonly id: string;
}

function deduplicationOf(
  { settings }: Queue,
  { body, groupId, deduplicationId }: OutgoingMessage,
): Deduplication | undefined {
  if (!settings.isFifo) return undefined;
  const id = deduplicationId ?? createHash('sha256').update(body).digest('hex');
  return { scope: settings.deduplicatesByGroup ? (groupId ?? '') : '', id };
}

/** Stores messages; belongs inside a transaction. */
export function createSend(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO message (queue, message_id, body, attributes, trace_header, sender, sent_at_ms, visible_at_ms, group_id, deduplication_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const forget = database.prepare('DELETE FROM deduplication WHERE queue = ? AND expires_at_ms <= ?');
  const recall = database.prepare('SELECT * FROM deduplication WHERE queue = ? AND scope = ? AND deduplication_id = ?');
  const remember = database.prepare('INSERT INTO deduplication VALUES (?, ?, ?, ?, ?, ?)');

  const store = (queue: Queue, message: OutgoingMessage, nowMs: number, deduplication: Deduplication | undefined) => {
    const messageId = randomUUID();
    const visibleAtMs = nowMs + 1000 * (message.delaySeconds ?? queue.settings.delaySeconds);
    const { lastInsertRowid } = insert.run(
      queue.name,
      messageId,
      message.body,
      JSON.stringify(message.attributes ?? {}),
      message.traceHeader ?? null,
      message.sender,
      nowMs,
      visibleAtMs,
      message.groupId ?? null,
      deduplication?.id ?? null,
    );
    return { messageId, sequence: Number(lastInsertRowid) };
  };

  /** A FIFO message sent again within five minutes is accepted and not stored: the answer is that of the first. */
  return function send(queue: Queue, message: OutgoingMessage, nowMs: number): SentMessage {
    checkMessage(queue, message);
    const deduplication = deduplicationOf(queue, message);
    if (!deduplication)
      return { messageId: store(queue, message, nowMs, undefined).messageId, sequenceNumber: undefined };
    forget.run(queue.name, nowMs);
    const known = recall.get(queue.name, deduplication.scope, deduplication.id);
    if (known) return { messageId: String(known.message_id), sequenceNumber: sequenceNumberOf(Number(known.sequence)) };
    const { messageId, sequence } = store(queue, message, nowMs, deduplication);
    remember.run(queue.name, deduplication.scope, deduplication.id, messageId, sequence, nowMs + DEDUPLICATION_MS);
    return { messageId, sequenceNumber: sequenceNumberOf(sequence) };
  };
}
