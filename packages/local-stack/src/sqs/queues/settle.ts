import type { DatabaseSync } from 'node:sqlite';
import { SqsError } from '../sqs-error.ts';
import type { Queue } from './queue-rows.ts';
import { readHandle } from './receipt-handle.ts';

/** Longest a message may stay invisible after it was received: 12 hours. */
const MAX_VISIBILITY_SECONDS = 43_200;

/** What a receiver does with a message it holds; belongs inside a transaction. */
export function createSettle(database: DatabaseSync) {
  const find = database.prepare('SELECT receipt, visible_at_ms FROM message WHERE id = ? AND queue = ?');
  const remove = database.prepare('DELETE FROM message WHERE id = ?');
  const move = database.prepare('UPDATE message SET visible_at_ms = ? WHERE id = ?');

  return {
    /**
     * Deletes a message by its latest receipt. An older one deletes nothing and is no error, as in SQS; in a FIFO queue
     * a receipt must also not have run out.
     */
    delete({ name, settings }: Queue, handle: string, nowMs: number): void {
      const { id, token } = readHandle(name, handle);
      const row = find.get(id, name);
      if (!row) return;
      const isHeld = row.receipt === token && Number(row.visible_at_ms) > nowMs;
      if (settings.isFifo && !isHeld) {
        throw new SqsError(
          'InvalidParameterValue',
          `Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
        );
      }
      if (row.receipt === token) remove.run(id);
    },
    changeVisibility({ name }: Queue, handle: string, { seconds, nowMs }: { seconds: number; nowMs: number }): void {
      if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
        throw new SqsError(
          'InvalidParameterValue',
          `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: must be between 0 and 43200.`,
        );
      }
      const { id, token } = readHandle(name, handle);
      const row = find.get(id, name);
      if (!row)
        throw new SqsError(
          'InvalidParameterValue',
          'The message referred to does not exist or is not available for visibility timeout change.',
        );
      if (row.receipt !== token || Number(row.visible_at_ms) <= nowMs) {
        throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
      }
      move.run(nowMs + seconds * 1000, id);
    },
  };
}
