/** Raise with every change below. */
export const SQS_SCHEMA_VERSION = 1;

/**
 * `message.id` is the order of arrival. A message is in flight while it has a receipt and `visible_at_ms` lies ahead;
 * without a receipt it is delayed. Instants are epoch milliseconds.
 */
export const SQS_SCHEMA = `
CREATE TABLE queue (
  name TEXT PRIMARY KEY,
  created_at_ms INTEGER NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL
);
CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL REFERENCES queue(name) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  body TEXT NOT NULL,
  attributes TEXT NOT NULL,
  trace_header TEXT,
  sender TEXT NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  visible_at_ms INTEGER NOT NULL,
  receipt TEXT,
  receive_count INTEGER NOT NULL DEFAULT 0,
  first_received_at_ms INTEGER,
  group_id TEXT,
  deduplication_id TEXT,
  source_queue_arn TEXT
);
CREATE INDEX message_due ON message (queue, visible_at_ms, id);
CREATE INDEX message_group ON message (queue, group_id, id);
CREATE TABLE deduplication (
  queue TEXT NOT NULL REFERENCES queue(name) ON DELETE CASCADE,
  scope TEXT NOT NULL,
  deduplication_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  PRIMARY KEY (queue, scope, deduplication_id)
);
CREATE TABLE move_task (
  handle TEXT PRIMARY KEY,
  source_arn TEXT NOT NULL,
  destination_arn TEXT,
  failure TEXT,
  moved INTEGER NOT NULL,
  to_move INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL
)`;
