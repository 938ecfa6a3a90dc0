import type { DatabaseSync } from 'node:sqlite';
import { S3Error } from '../s3-error.ts';

export interface Bucket {
  readonly name: string;
  readonly createdAt: Date;
}

/** Kinds of configuration that are kept; only versioning and notification have an effect. */
export type ConfigurationKind = 'versioning' | 'lifecycle' | 'publicAccessBlock' | 'notification';
export type VersioningStatus = 'Enabled' | 'Suspended' | undefined;

export interface Buckets {
  /** Throws `NoSuchBucket`. */
  get(name: string): Bucket;
  list(): readonly Bucket[];
  /** `false` when the bucket is there already. */
  add(name: string, now: Date): boolean;
  /** Throws `BucketNotEmpty` while any version, marker or upload is left. */
  remove(name: string): void;
  findConfiguration(bucket: string, kind: ConfigurationKind): string | undefined;
  putConfiguration(bucket: string, kind: ConfigurationKind, document: string): void;
  removeConfiguration(bucket: string, kind: ConfigurationKind): void;
  versioningOf(bucket: string): VersioningStatus;
}

const toBucket = (row: Record<string, unknown>): Bucket => ({
  name: String(row.name),
  createdAt: new Date(Number(row.created_at_ms)),
});

export function createBuckets(database: DatabaseSync): Buckets {
  const find = database.prepare('SELECT * FROM bucket WHERE name = ?');
  const all = database.prepare('SELECT * FROM bucket ORDER BY name');
  const insert = database.prepare('INSERT OR IGNORE INTO bucket VALUES (?, ?)');
  const content = database.prepare(
    'SELECT EXISTS (SELECT 1 FROM object WHERE bucket = :name) OR EXISTS (SELECT 1 FROM upload WHERE bucket = :name) AS used',
  );
  const remove = database.prepare('DELETE FROM bucket WHERE name = ?');
  const findDocument = database.prepare('SELECT document FROM bucket_configuration WHERE bucket = ? AND kind = ?');
  const putDocument = database.prepare('INSERT OR REPLACE INTO bucket_configuration VALUES (?, ?, ?)');
  const removeDocument = database.prepare('DELETE FROM bucket_configuration WHERE bucket = ? AND kind = ?');
  const findConfiguration = (bucket: string, kind: ConfigurationKind) => {
    return findDocument.get(bucket, kind)?.document as string | undefined;
  };
  return {
    get(name) {
      const row = find.get(name);
      if (!row) throw new S3Error('NoSuchBucket', { details: { BucketName: name } });
      return toBucket(row);
    },
    list: () => all.all().map(toBucket),
    add: (name, now) => insert.run(name, now.getTime()).changes === 1,
    remove(name) {
      if (content.get({ name })?.used) throw new S3Error('BucketNotEmpty', { details: { BucketName: name } });
      remove.run(name);
    },
    findConfiguration,
    putConfiguration: (bucket, kind, document) => void putDocument.run(bucket, kind, document),
    removeConfiguration: (bucket, kind) => void removeDocument.run(bucket, kind),
    versioningOf: (bucket) => findConfiguration(bucket, 'versioning') as VersioningStatus,
  };
}
