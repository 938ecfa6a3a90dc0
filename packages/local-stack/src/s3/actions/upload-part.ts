import { checksumHeaders } from '../objects/object-headers.ts';
import { receiveBlob } from '../payload/receive-blob.ts';
import type { S3Action, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** Quota of one upload. */
const MAX_PART_NUMBER = 10_000;

function partNumberOf({ query }: S3Call): number {
  const text = query.get('partNumber') ?? '';
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number >= 1 && number <= MAX_PART_NUMBER) return number;
  throw new S3Error('InvalidArgument', {
    message: `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`,
    details: { ArgumentName: 'partNumber', ArgumentValue: text },
  });
}

/** Stores one part; sent again it replaces the former one. */
export const uploadPart: S3Action = {
  method: 'PUT',
  level: 'object',
  query: 'uploadId',
  async run(call) {
    const { store, bucket, key, query, payload, headers, now } = call;
    if (headers['x-amz-copy-source'] !== undefined) throw new S3Error('NotImplemented', { message: 'UploadPartCopy' });
    const id = query.get('uploadId') ?? '';
    const number = partNumberOf(call);
    const { checksumAlgorithm } = store.uploads.get(bucket, key, id).details;
    const received = await receiveBlob(
      { payload, headers, blobs: store.blobs },
      checksumAlgorithm ? [checksumAlgorithm] : [],
    );
    const { blob, sizeBytes, md5, checksums } = received;
    store.commit(() => {
      // It may have been completed or aborted meanwhile: then the bytes are an orphan for the sweep.
      store.uploads.get(bucket, key, id);
      const part = { number, blob, sizeBytes, etag: md5, modifiedAt: now, checksums };
      return { unusedBlobs: store.uploads.putPart(id, part) };
    });
    return { status: 200, headers: { etag: `"${md5}"`, ...checksumHeaders(checksums) } };
  },
};
