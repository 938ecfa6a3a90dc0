import { checksumHeaders } from '../objects/object-headers.ts';
import { putPart, requestedPart } from '../objects/put-part.ts';
import { receiveBlob } from '../payload/receive-blob.ts';
import type { S3Action } from '../s3-call.ts';

/** Stores one part; sent again it replaces the former one. */
export const uploadPart: S3Action = {
  method: 'PUT',
  level: 'object',
  query: 'uploadId',
  async run(call) {
    const { store, payload, headers } = call;
    const requested = requestedPart(call);
    const { checksumAlgorithm } = requested.upload.details;
    const received = await receiveBlob(
      { payload, headers, blobs: store.blobs },
      checksumAlgorithm ? [checksumAlgorithm] : [],
    );
    putPart(call, requested, received);
    return { status: 200, headers: { etag: `"${received.md5}"`, ...checksumHeaders(received.checksums) } };
  },
};
