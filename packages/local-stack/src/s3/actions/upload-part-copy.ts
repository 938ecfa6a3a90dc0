import { findCopySource } from '../objects/copy-source.ts';
import { putPart, requestedPart } from '../objects/put-part.ts';
import { type ChecksumAlgorithm, checksumElement } from '../payload/checksums.ts';
import { measure } from '../payload/measure.ts';
import { headerOf, type S3Action } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

function rangeOf(header: string | undefined, sizeBytes: number) {
  if (header === undefined) return undefined;
  const [, start, end] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header) ?? [];
  if (Number(start) <= Number(end) && Number(end) < sizeBytes) return { start: Number(start), end: Number(end) };
  throw new S3Error('InvalidArgument', {
    message: `Range specified is not valid for source object of size: ${sizeBytes}`,
    details: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header },
  });
}

/** A part that is a copy of another object, or of a range of it. */
export const uploadPartCopy: S3Action = {
  method: 'PUT',
  level: 'object',
  query: 'uploadId',
  header: 'x-amz-copy-source',
  async run(call) {
    const requested = requestedPart(call);
    const source = findCopySource(call);
    const range = rangeOf(headerOf(call, 'x-amz-copy-source-range'), source.sizeBytes);
    const { checksumAlgorithm } = requested.upload.details;
    const copy = measure(call.store.blobs.read(source.blob, range), checksumAlgorithm ? [checksumAlgorithm] : []);
    const blob = await call.store.blobs.add(copy.bytes());
    const { md5, checksums } = copy.digests();
    putPart(call, requested, { ...copy.digests(), blob });
    const sums = Object.entries(checksums).map(
      ([name, sum]) => [checksumElement(name as ChecksumAlgorithm), sum] as const,
    );
    const content = { LastModified: call.now.toISOString(), ETag: `"${md5}"`, ...Object.fromEntries(sums) };
    return { status: 200, xml: { root: 'CopyPartResult', content } };
  },
};
