import type { DatabaseSync } from 'node:sqlite';

/** A notification on its way to a queue. */
export interface S3Notification {
  readonly queueArn: string;
  /** JSON text, as the message body will be. */
  readonly body: string;
}

/** Hands a notification over. Must be durable when it returns; `no-such-queue` drops it, as AWS does. */
export type Publish = (notification: S3Notification) => 'sent' | 'no-such-queue';

/** Notifications are written with the change they tell of, and leave when they are handed over: at least once, never lost. */
export interface Outbox {
  /** The body is given a number that grows with every notification: the sequencer of the event. */
  add(queueArn: string, bodyOf: (number: number) => string): void;
  /** Stops at the first failure; what is left goes with the next flush. */
  flush(): void;
}

export function createOutbox(database: DatabaseSync, publish: Publish): Outbox {
  const last = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  const insert = database.prepare('INSERT INTO outbox (queue_arn, body) VALUES (?, ?)');
  const waiting = database.prepare('SELECT id, queue_arn, body FROM outbox ORDER BY id');
  const remove = database.prepare('DELETE FROM outbox WHERE id = ?');
  return {
    add: (queueArn, bodyOf) => void insert.run(queueArn, bodyOf(Number(last.get()?.seq ?? 0) + 1)),
    flush() {
      for (const row of waiting.all()) {
        try {
          publish({ queueArn: String(row.queue_arn), body: String(row.body) });
        } catch {
          return;
        }
        remove.run(Number(row.id));
      }
    },
  };
}
