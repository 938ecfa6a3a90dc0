import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from '../s3-error.ts';
import type { Blobs } from '../store/blobs.ts';
import type { ChecksumAlgorithm } from './checksums.ts';
import type { Digests } from './measure.ts';
import type { Payload } from './payload.ts';

/** Limit of one PUT and of one part, in bytes; S3 quota page. */
const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;

export type ReceivedBlob = Digests & { readonly blob: string };

/** Stores a payload and its digests. The name of the blob is not yet in any row: a crash now leaves an orphan for the sweep. */
export async function receiveBlob(
  { payload, headers, blobs }: { payload: Payload; headers: IncomingHttpHeaders; blobs: Blobs },
  extra: readonly ChecksumAlgorithm[] = [],
): Promise<ReceivedBlob> {
  const declared = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  if (declared === undefined) throw new S3Error('MissingContentLength');
  if (Number(declared) > MAX_UPLOAD_BYTES) throw new S3Error('EntityTooLarge');
  const blob = await blobs.add(payload.bytes(extra));
  return { ...payload.digests(), blob };
}
