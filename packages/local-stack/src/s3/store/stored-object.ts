import type { ChecksumAlgorithm } from '../payload/checksums.ts';

/** What a writer says about an object and a reader gets back. */
export interface ObjectDetails {
  /** Standard headers kept as sent (`content-type`, `cache-control`, ...), by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata without its `x-amz-meta-` prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Base64 by algorithm; only those the writer asked for. */
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>;
  readonly checksumType: 'FULL_OBJECT' | 'COMPOSITE';
  readonly encryption: string;
}

/** One version of an object, or a delete marker. */
export interface StoredObject {
  readonly sequence: number;
  readonly bucket: string;
  readonly key: string;
  /** `null`, as text, for what was written without versioning. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
  /** Name of the bytes; empty for a delete marker. */
  readonly blob: string;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly details: ObjectDetails;
}

export const noDetails: ObjectDetails = {
  headers: {},
  metadata: {},
  tags: {},
  checksums: {},
  checksumType: 'FULL_OBJECT',
  encryption: 'AES256',
};

export const toStoredObject = (row: Record<string, unknown>): StoredObject => ({
  sequence: Number(row.sequence),
  bucket: String(row.bucket),
  key: String(row.key),
  versionId: String(row.version_id),
  isLatest: row.is_latest === 1,
  isDeleteMarker: row.is_delete_marker === 1,
  blob: String(row.blob ?? ''),
  sizeBytes: Number(row.size_bytes),
  etag: String(row.etag),
  modifiedAt: new Date(Number(row.modified_at_ms)),
  details: JSON.parse(String(row.document)) as ObjectDetails,
});
