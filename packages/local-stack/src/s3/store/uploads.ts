import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ChecksumAlgorithm } from '../payload/checksums.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectDetails } from './stored-object.ts';

export interface UploadDetails extends ObjectDetails {
  readonly checksumAlgorithm: ChecksumAlgorithm | undefined;
}

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedAt: Date;
  readonly details: UploadDetails;
}

export interface Part {
  readonly number: number;
  readonly blob: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly checksums: ObjectDetails['checksums'];
}

/** Multipart uploads that are neither completed nor aborted. */
export interface Uploads {
  add(upload: Omit<Upload, 'id'>): string;
  /** Throws `NoSuchUpload`, also for the upload of another key. */
  get(bucket: string, key: string, id: string): Upload;
  list(bucket: string, prefix: string): readonly Upload[];
  parts(id: string): readonly Part[];
  /** Answers the bytes of the part it replaced. */
  putPart(id: string, part: Part): readonly string[];
  /** Forgets upload and parts; answers the bytes of the parts. */
  remove(id: string): readonly string[];
}

const toUpload = (row: Record<string, unknown>): Upload => ({
  id: String(row.id),
  bucket: String(row.bucket),
  key: String(row.key),
  startedAt: new Date(Number(row.started_at_ms)),
  details: JSON.parse(String(row.document)) as UploadDetails,
});

const toPart = (row: Record<string, unknown>): Part => ({
  number: Number(row.number),
  blob: String(row.blob),
  sizeBytes: Number(row.size_bytes),
  etag: String(row.etag),
  modifiedAt: new Date(Number(row.modified_at_ms)),
  checksums: JSON.parse(String(row.checksums)) as Part['checksums'],
});

export function createUploads(database: DatabaseSync): Uploads {
  const insert = database.prepare('INSERT INTO upload VALUES (?, ?, ?, ?, ?)');
  const find = database.prepare('SELECT * FROM upload WHERE id = ? AND bucket = ? AND key = ?');
  const byKey = database.prepare('SELECT * FROM upload WHERE bucket = ? ORDER BY key, started_at_ms');
  const remove = database.prepare('DELETE FROM upload WHERE id = ?');
  const findParts = database.prepare('SELECT * FROM part WHERE upload = ? ORDER BY number');
  const findPart = database.prepare('SELECT blob FROM part WHERE upload = ? AND number = ?');
  const putPart = database.prepare('INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?, ?)');
  const parts = (id: string) => findParts.all(id).map(toPart);
  return {
    add({ bucket, key, startedAt, details }) {
      const id = randomBytes(32).toString('base64url');
      insert.run(id, bucket, key, startedAt.getTime(), JSON.stringify(details));
      return id;
    },
    get(bucket, key, id) {
      const row = find.get(id, bucket, key);
      if (!row) throw new S3Error('NoSuchUpload', { details: { UploadId: id } });
      return toUpload(row);
    },
    list: (bucket, prefix) =>
      byKey
        .all(bucket)
        .map(toUpload)
        .filter(({ key }) => key.startsWith(prefix)),
    parts,
    putPart(id, { number, blob, sizeBytes, etag, modifiedAt, checksums }) {
      const replaced = findPart.get(id, number)?.blob;
      putPart.run(id, number, blob, sizeBytes, etag, modifiedAt.getTime(), JSON.stringify(checksums));
      return replaced ? [String(replaced)] : [];
    },
    remove(id) {
      const blobs = parts(id).map(({ blob }) => blob);
      remove.run(id);
      return blobs;
    },
  };
}
