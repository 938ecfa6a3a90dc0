import type { Digests } from '../payload/measure.ts';
import type { S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { Upload } from '../store/uploads.ts';

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

/** The upload and the number of the part that a request is about. */
export function requestedPart(call: S3Call): { upload: Upload; number: number } {
  const number = partNumberOf(call);
  return { upload: call.store.uploads.get(call.bucket, call.key, call.query.get('uploadId') ?? ''), number };
}

/** Makes stored bytes a part; a part of the same number is replaced. The bytes go again when the upload has ended meanwhile. */
export function putPart(
  { store, now }: S3Call,
  { upload, number }: { upload: Upload; number: number },
  { blob, sizeBytes, md5, checksums }: Digests & { blob: string },
): void {
  try {
    store.commit(() => {
      store.uploads.get(upload.bucket, upload.key, upload.id);
      const part = { number, blob, sizeBytes, etag: md5, modifiedAt: now, checksums };
      return { unusedBlobs: store.uploads.putPart(upload.id, part) };
    });
  } catch (error) {
    store.blobs.remove([blob]);
    throw error;
  }
}
