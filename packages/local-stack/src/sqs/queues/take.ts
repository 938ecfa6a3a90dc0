import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { QueueNames } from './arn.ts';
import { createFairOrder } from './fair-order.ts';
import { type ReceivedMessage, toReceivedMessage } from './message.ts';
import type { Queue } from './queue-rows.ts';
import { writeHandle } from './receipt-handle.ts';

export interface TakeOptions {
  readonly maxMessages: number;
  readonly visibilityTimeoutSeconds: number;
  readonly nowMs: number;
}

/** A group is closed while one of its messages is in flight, and behind one that is delayed. */
const DUE = `queue = :queue AND visible_at_ms <= :now AND NOT (:isFifo AND EXISTS (
  SELECT 1 FROM message AS other WHERE other.queue = message.queue AND other.group_id = message.group_id
    AND other.visible_at_ms > :now AND (other.receipt IS NOT NULL OR other.id < message.id)))`;

/** Hands out messages; belongs inside a transaction. */
export function createTake(database: DatabaseSync, names: QueueNames) {
  const expire = database.prepare('DELETE FROM message WHERE queue = ? AND sent_at_ms <= ?');
  const moveExhausted = database.prepare(
    `UPDATE message SET queue = :target, source_queue_arn = :source, receipt = NULL, receive_count = 0, first_received_at_ms = NULL
     WHERE ${DUE} AND receive_count >= :maxReceiveCount`,
  );
  const findDueInOrder = database.prepare(`SELECT id FROM message WHERE ${DUE} ORDER BY id LIMIT :limit`);
  const dueInFairOrder = createFairOrder(database);
  const take = database.prepare(
    `UPDATE message SET receipt = :token, visible_at_ms = :visibleAt, receive_count = receive_count + 1,
       first_received_at_ms = coalesce(first_received_at_ms, :now) WHERE id = :id RETURNING *`,
  );
  const findNext = database.prepare(
    'SELECT min(visible_at_ms) AS at FROM message WHERE queue = ? AND visible_at_ms > ?',
  );
  const exists = database.prepare('SELECT 1 FROM queue WHERE name = ?');

  return {
    /**
     * Moves what was received too often to the dead-letter queue and answers its name, if anything moved. A dead-letter
     * queue that is gone takes nothing; the messages then stay where they are.
     */
    retireExhausted({ name, settings }: Queue, nowMs: number): string | undefined {
      const target = settings.redrive && names.nameOf(settings.redrive.deadLetterTargetArn);
      if (!settings.redrive || target === undefined || !exists.get(target)) return undefined;
      const due = { queue: name, now: nowMs, isFifo: settings.isFifo ? 1 : 0 };
      const { maxReceiveCount } = settings.redrive;
      const { changes } = moveExhausted.run({ ...due, target, source: names.arnOf(name), maxReceiveCount });
      return Number(changes) > 0 ? target : undefined;
    },
    take(queue: Queue, { maxMessages, visibilityTimeoutSeconds, nowMs }: TakeOptions): readonly ReceivedMessage[] {
      const { name, settings } = queue;
      expire.run(name, nowMs - settings.retentionSeconds * 1000);
      const due = settings.isFifo
        ? findDueInOrder.all({ queue: name, now: nowMs, isFifo: 1, limit: maxMessages }).map(({ id }) => Number(id))
        : dueInFairOrder({ queue: name, nowMs, limit: maxMessages });
      return due.map((id) => {
        const token = randomUUID();
        const visibleAt = nowMs + visibilityTimeoutSeconds * 1000;
        const row = take.get({ id, token, visibleAt, now: nowMs }) ?? {};
        const handle = writeHandle(name, { id, token });
        return toReceivedMessage(row, { isFifo: settings.isFifo, handle });
      });
    },
    /** When the next delayed or invisible message comes back by itself. */
    nextDueAtMs(queue: string, nowMs: number): number | undefined {
      const at = findNext.get(queue, nowMs)?.at;
      return at === null || at === undefined ? undefined : Number(at);
    },
  };
}
