import type { DatabaseSync } from 'node:sqlite';
import { SqsError } from '../sqs-error.ts';
import { type Attributes, type QueueSettings, settingsOf } from './queue-attributes.ts';

export interface Queue {
  readonly name: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  /** Only those that were set. */
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
  readonly settings: QueueSettings;
}

/** Numbers of messages, exact here although SQS promises only approximations. */
export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface QueueRows {
  find(name: string): Queue | undefined;
  /** Throws `QueueDoesNotExist`. */
  get(name: string): Queue;
  list(): readonly Queue[];
  put(queue: Omit<Queue, 'settings'>): void;
  /** Its messages go with it. */
  remove(name: string): void;
  removeMessages(name: string): void;
  count(name: string, nowMs: number): MessageCounts;
}

function toQueue(row: Record<string, unknown>): Queue {
  const attributes = JSON.parse(String(row.attributes)) as Attributes;
  return {
    name: String(row.name),
    createdAtMs: Number(row.created_at_ms),
    modifiedAtMs: Number(row.modified_at_ms),
    attributes,
    tags: JSON.parse(String(row.tags)) as Queue['tags'],
    settings: settingsOf(attributes),
  };
}

export function createQueueRows(database: DatabaseSync): QueueRows {
  const byName = database.prepare('SELECT * FROM queue WHERE name = ?');
  const all = database.prepare('SELECT * FROM queue ORDER BY name');
  const upsert = database.prepare(
    `INSERT INTO queue VALUES (?, ?, ?, ?, ?) ON CONFLICT (name)
     DO UPDATE SET modified_at_ms = excluded.modified_at_ms, attributes = excluded.attributes, tags = excluded.tags`,
  );
  const remove = database.prepare('DELETE FROM queue WHERE name = ?');
  const removeMessages = database.prepare('DELETE FROM message WHERE queue = ?');
  const count = database.prepare(
    `SELECT count(*) FILTER (WHERE visible_at_ms <= :now) AS visible,
       count(*) FILTER (WHERE visible_at_ms > :now AND receipt IS NOT NULL) AS inFlight,
       count(*) FILTER (WHERE visible_at_ms > :now AND receipt IS NULL) AS delayed
     FROM message WHERE queue = :name`,
  );
  const find = (name: string) => {
    const row = byName.get(name);
    return row && toQueue(row);
  };
  return {
    find,
    get(name) {
      const queue = find(name);
      if (!queue) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
      return queue;
    },
    list: () => all.all().map(toQueue),
    put: ({ name, createdAtMs, modifiedAtMs, attributes, tags }) =>
      void upsert.run(name, createdAtMs, modifiedAtMs, JSON.stringify(attributes), JSON.stringify(tags)),
    remove: (name) => void remove.run(name),
    removeMessages: (name) => void removeMessages.run(name),
    count: (name, nowMs) => ({ ...(count.get({ name, now: nowMs }) as unknown as MessageCounts) }),
  };
}
