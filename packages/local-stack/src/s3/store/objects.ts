import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { S3Error } from '../s3-error.ts';
import type { VersioningStatus } from './buckets.ts';
import { noDetails, type ObjectDetails, type StoredObject, toStoredObject } from './stored-object.ts';

export interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly blob: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly details: ObjectDetails;
}

/** What must hold at the very moment of the write. */
export interface WriteCondition {
  readonly mustBeAbsent?: boolean;
  /** ETag without quotes, or `*` for any. */
  readonly mustMatch?: string;
}

/** A change, and the bytes nobody points at once it is committed. */
export interface ObjectChange {
  readonly object: StoredObject;
  readonly unusedBlobs: readonly string[];
}

/** The rows of objects. Callers run the changing calls inside a transaction. */
export interface Objects {
  /** The latest version, which may be a delete marker, or the one named. */
  find(bucket: string, key: string, versionId?: string): StoredObject | undefined;
  put(object: NewObject, versioning: VersioningStatus, condition?: WriteCondition): ObjectChange;
  /** Hides the key behind a marker. */
  putMarker(bucket: string, key: string, versioning: VersioningStatus, now: Date): ObjectChange;
  /** Ends one version for good; the newest one left becomes the latest. */
  removeVersion(bucket: string, key: string, versionId: string): ObjectChange | undefined;
  putTags(sequence: number, tags: Readonly<Record<string, string>>): void;
}

function check(current: StoredObject | undefined, { mustBeAbsent, mustMatch }: WriteCondition): void {
  const present = current?.isDeleteMarker ? undefined : current;
  const failed = (Condition: string) => new S3Error('PreconditionFailed', { details: { Condition } });
  if (mustBeAbsent && present) throw failed('If-None-Match');
  if (mustMatch === undefined) return;
  if (!present) throw new S3Error('NoSuchKey');
  if (mustMatch !== '*' && mustMatch !== present.etag) throw failed('If-Match');
}

export function createObjects(database: DatabaseSync): Objects {
  const findLatest = database.prepare('SELECT * FROM object WHERE bucket = ? AND key = ? AND is_latest = 1');
  const findVersion = database.prepare('SELECT * FROM object WHERE bucket = ? AND key = ? AND version_id = ?');
  const removeRow = database.prepare('DELETE FROM object WHERE sequence = ?');
  const demote = database.prepare('UPDATE object SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1');
  const promote = database.prepare(
    `UPDATE object SET is_latest = 1
     WHERE sequence = (SELECT max(sequence) FROM object WHERE bucket = ? AND key = ?)`,
  );
  const insert = database.prepare(
    `INSERT INTO object (bucket, key, version_id, is_latest, is_delete_marker, blob, size_bytes, etag, modified_at_ms, document)
     VALUES (:bucket, :key, :versionId, 1, :isDeleteMarker, :blob, :sizeBytes, :etag, :modifiedAtMs, :document) RETURNING *`,
  );
  const setDetails = database.prepare(
    "UPDATE object SET document = json_set(document, '$.tags', json(?)) WHERE sequence = ?",
  );

  const find = (bucket: string, key: string, versionId?: string) => {
    const row = versionId === undefined ? findLatest.get(bucket, key) : findVersion.get(bucket, key, versionId);
    return row && toStoredObject(row);
  };
  /** Makes room for a new latest row; without versioning the previous `null` version goes. */
  const displace = (bucket: string, key: string, versionId: string) => {
    const replaced = find(bucket, key, versionId);
    if (replaced) removeRow.run(replaced.sequence);
    demote.run(bucket, key);
    return replaced?.blob ? [replaced.blob] : [];
  };
  const insertLatest = (object: NewObject, versioning: VersioningStatus): ObjectChange => {
    const versionId = versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
    const unusedBlobs = displace(object.bucket, object.key, versionId);
    const { modifiedAt, details, blob, ...columns } = object;
    const row = insert.get({
      ...columns,
      versionId,
      blob: blob || null,
      isDeleteMarker: blob ? 0 : 1,
      modifiedAtMs: modifiedAt.getTime(),
      document: JSON.stringify(details),
    });
    return { object: toStoredObject(row ?? {}), unusedBlobs };
  };

  return {
    find,
    put(object, versioning, condition = {}) {
      check(find(object.bucket, object.key), condition);
      return insertLatest(object, versioning);
    },
    putMarker: (bucket, key, versioning, now) =>
      insertLatest({ bucket, key, blob: '', sizeBytes: 0, etag: '', modifiedAt: now, details: noDetails }, versioning),
    removeVersion(bucket, key, versionId) {
      const object = find(bucket, key, versionId);
      if (!object) return undefined;
      removeRow.run(object.sequence);
      if (object.isLatest) promote.run(bucket, key);
      return { object, unusedBlobs: object.blob ? [object.blob] : [] };
    },
    putTags: (sequence, tags) => void setDetails.run(JSON.stringify(tags), sequence),
  };
}
