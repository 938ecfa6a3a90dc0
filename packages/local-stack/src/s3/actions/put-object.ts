import { writtenHeaders } from '../objects/object-headers.ts';
import { parseDetails } from '../objects/parse-details.ts';
import { parseWriteCondition } from '../objects/preconditions.ts';
import { writeObject } from '../objects/write-object.ts';
import { receiveBlob } from '../payload/receive-blob.ts';
import type { S3Action } from '../s3-call.ts';

/** Stores an object under its key; conditions are judged when the bytes are complete, so of two writers one wins. */
export const putObject: S3Action = {
  method: 'PUT',
  level: 'object',
  async run(call) {
    const { key, headers, payload, store } = call;
    store.buckets.get(call.bucket);
    const condition = parseWriteCondition(call);
    const details = parseDetails(headers);
    const { blob, sizeBytes, md5, checksums } = await receiveBlob({ payload, headers, blobs: store.blobs });
    const object = writeObject(call, {
      key,
      blob,
      sizeBytes,
      etag: md5,
      details: { ...details, checksums },
      condition,
      eventName: 'ObjectCreated:Put',
    });
    return { status: 200, headers: writtenHeaders(call, object) };
  },
};
