import { assembleParts, chosenParts } from '../objects/assemble-parts.ts';
import { versionHeader } from '../objects/object-headers.ts';
import { parseWriteCondition } from '../objects/preconditions.ts';
import { writeObject } from '../objects/write-object.ts';
import { type ChecksumAlgorithm, checksumElement, checksumHeader } from '../payload/checksums.ts';
import { readDocument } from '../payload/read-document.ts';
import { headerOf, type S3Action, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../store/stored-object.ts';
import type { UploadDetails } from '../store/uploads.ts';

function checkWhole(call: S3Call, checksums: StoredObject['details']['checksums']): void {
  for (const [name, value] of Object.entries(checksums)) {
    const declared = headerOf(call, checksumHeader(name as ChecksumAlgorithm));
    if (declared !== undefined && declared !== value) throw new S3Error('BadDigest');
  }
}

/** Makes the object of its parts. The answer comes when it is done: no white space is sent to keep a connection open. */
export const completeMultipartUpload: S3Action = {
  method: 'POST',
  level: 'object',
  query: 'uploadId',
  async run(call) {
    const { store, bucket, key, query, payload } = call;
    const upload = store.uploads.get(bucket, key, query.get('uploadId') ?? '');
    const { element } = await readDocument(payload, 'CompleteMultipartUpload');
    const condition = parseWriteCondition(call);
    const parts = chosenParts(element, store.uploads.parts(upload.id));
    const { checksums, ...assembled } = await assembleParts(store.blobs, upload, parts);
    checkWhole(call, checksums);
    const { checksumAlgorithm: _, ...details }: UploadDetails = { ...upload.details, checksums };
    const eventName = 'ObjectCreated:CompleteMultipartUpload';
    const object = writeObject(call, { key, ...assembled, details, condition, eventName }, () => {
      store.uploads.get(bucket, key, upload.id);
      return store.uploads.remove(upload.id);
    });
    const sums = Object.entries(checksums).map(
      ([name, sum]) => [checksumElement(name as ChecksumAlgorithm), sum] as const,
    );
    const type = sums.length > 0 ? { ChecksumType: details.checksumType } : {};
    return {
      status: 200,
      headers: { ...versionHeader(call, object.versionId), 'x-amz-server-side-encryption': details.encryption },
      xml: {
        root: 'CompleteMultipartUploadResult',
        content: { Bucket: bucket, Key: key, ETag: `"${object.etag}"`, ...Object.fromEntries(sums), ...type },
      },
    };
  },
};
