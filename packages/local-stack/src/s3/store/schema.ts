/** Raise with every change below. */
export const S3_SCHEMA_VERSION = 1;

/**
 * `object` holds every version and delete marker; `sequence` orders them across all keys. `document` columns are JSON:
 * what the store never searches by. Keys compare as UTF-8 bytes, which is also the order of S3's lists.
 */
export const S3_SCHEMA = `
CREATE TABLE bucket (name TEXT PRIMARY KEY, created_at_ms INTEGER NOT NULL);
CREATE TABLE bucket_configuration (
  bucket TEXT NOT NULL REFERENCES bucket(name) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (bucket, kind)
);
CREATE TABLE object (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL REFERENCES bucket(name),
  key TEXT NOT NULL,
  version_id TEXT NOT NULL,
  is_latest INTEGER NOT NULL,
  is_delete_marker INTEGER NOT NULL,
  blob TEXT UNIQUE,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (bucket, key, version_id)
);
CREATE UNIQUE INDEX object_latest ON object (bucket, key) WHERE is_latest = 1;
CREATE INDEX object_versions ON object (bucket, key, sequence DESC);
CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  bucket TEXT NOT NULL REFERENCES bucket(name),
  key TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  document TEXT NOT NULL
);
CREATE TABLE part (
  upload TEXT NOT NULL REFERENCES upload(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  checksums TEXT NOT NULL,
  PRIMARY KEY (upload, number)
);
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, queue_arn TEXT NOT NULL, body TEXT NOT NULL)`;
