import { type ChecksumAlgorithm, checksumHeader } from '../payload/checksums.ts';
import type { S3Call } from '../s3-call.ts';
import type { ObjectDetails, StoredObject } from '../store/stored-object.ts';

type Headers = Record<string, string | undefined>;

/** Left out for buckets that never had versions. */
export const versionHeader = ({ store, bucket }: Pick<S3Call, 'store' | 'bucket'>, versionId: string): Headers => ({
  'x-amz-version-id': store.buckets.versioningOf(bucket) === undefined ? undefined : versionId,
});

export function checksumHeaders(checksums: ObjectDetails['checksums']): Headers {
  const names = Object.keys(checksums) as ChecksumAlgorithm[];
  return Object.fromEntries(names.map((name) => [checksumHeader(name), checksums[name]]));
}

/** With the type, which only whole objects have. */
export function objectChecksumHeaders({ details }: StoredObject): Headers {
  const headers = checksumHeaders(details.checksums);
  return Object.keys(headers).length > 0 ? { ...headers, 'x-amz-checksum-type': details.checksumType } : {};
}

/** What a writer is told about the object just written. */
export const writtenHeaders = (call: Pick<S3Call, 'store' | 'bucket'>, object: StoredObject): Headers => ({
  etag: `"${object.etag}"`,
  'x-amz-server-side-encryption': object.details.encryption,
  ...versionHeader(call, object.versionId),
  ...objectChecksumHeaders(object),
});

/** What a reader is told about an object, whole or in part. */
export function readHeaders(call: Pick<S3Call, 'store' | 'bucket'>, object: StoredObject): Headers {
  const metadata = Object.entries(object.details.metadata).map(
    ([name, value]) => [`x-amz-meta-${name}`, value] as const,
  );
  const tagCount = Object.keys(object.details.tags).length;
  return {
    ...object.details.headers,
    ...Object.fromEntries(metadata),
    ...versionHeader(call, object.versionId),
    'accept-ranges': 'bytes',
    etag: `"${object.etag}"`,
    'last-modified': object.modifiedAt.toUTCString(),
    'x-amz-server-side-encryption': object.details.encryption,
    'x-amz-tagging-count': tagCount > 0 ? String(tagCount) : undefined,
  };
}
