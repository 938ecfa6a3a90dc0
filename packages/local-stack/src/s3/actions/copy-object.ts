import { findCopySource } from '../objects/copy-source.ts';
import { versionHeader } from '../objects/object-headers.ts';
import { parseDetails } from '../objects/parse-details.ts';
import { parseTagHeader } from '../objects/parse-tags.ts';
import { parseWriteCondition } from '../objects/preconditions.ts';
import { writeObject } from '../objects/write-object.ts';
import { type ChecksumAlgorithm, checksumElement, parseAlgorithm } from '../payload/checksums.ts';
import { measure } from '../payload/measure.ts';
import { headerOf, type S3Action, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectDetails, StoredObject } from '../store/stored-object.ts';

function directive(call: S3Call, header: string): 'COPY' | 'REPLACE' {
  const value = headerOf(call, header) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw new S3Error('InvalidArgument', { message: `Unknown ${header}` });
}

function detailsOf(call: S3Call, source: StoredObject): ObjectDetails {
  const requested = parseDetails(call.headers);
  const replaces = directive(call, 'x-amz-metadata-directive') === 'REPLACE';
  const { headers, metadata } = replaces ? requested : source.details;
  const replacesTags = directive(call, 'x-amz-tagging-directive') === 'REPLACE';
  const tags = replacesTags ? parseTagHeader(headerOf(call, 'x-amz-tagging')) : source.details.tags;
  return { ...requested, headers, metadata, tags };
}

function refuseNoChange(call: S3Call, source: StoredObject): void {
  const isSame = source.bucket === call.bucket && source.key === call.key && source.isLatest;
  const changes = directive(call, 'x-amz-metadata-directive') === 'REPLACE';
  if (isSame && !changes) {
    throw new S3Error('InvalidRequest', {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, " +
        'storage class, website redirect location or encryption attributes.',
    });
  }
}

/** Copies the bytes, and measures them again: the copy of a multipart object gets the ETag of a plain one. */
export const copyObject: S3Action = {
  method: 'PUT',
  level: 'object',
  header: 'x-amz-copy-source',
  async run(call) {
    const { store, key } = call;
    store.buckets.get(call.bucket);
    const source = findCopySource(call);
    refuseNoChange(call, source);
    const details = detailsOf(call, source);
    const asked = parseAlgorithm(headerOf(call, 'x-amz-checksum-algorithm') ?? '');
    const algorithms = asked ? [asked] : (Object.keys(source.details.checksums) as ChecksumAlgorithm[]);
    const copy = measure(store.blobs.read(source.blob), algorithms);
    const blob = await store.blobs.add(copy.bytes());
    const { sizeBytes, md5, checksums } = copy.digests();
    const written = { key, blob, sizeBytes, etag: md5, details: { ...details, checksums } };
    const object = writeObject(call, {
      ...written,
      condition: parseWriteCondition(call),
      eventName: 'ObjectCreated:Copy',
    });
    const sums = Object.entries(checksums).map(
      ([name, sum]) => [checksumElement(name as ChecksumAlgorithm), sum] as const,
    );
    return {
      status: 200,
      headers: {
        ...versionHeader(call, object.versionId),
        'x-amz-copy-source-version-id': source.versionId === 'null' ? undefined : source.versionId,
        'x-amz-server-side-encryption': object.details.encryption,
      },
      xml: {
        root: 'CopyObjectResult',
        content: { LastModified: object.modifiedAt.toISOString(), ETag: `"${md5}"`, ...Object.fromEntries(sums) },
      },
    };
  },
};
