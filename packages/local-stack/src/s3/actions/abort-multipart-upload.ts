import type { S3Action } from '../s3-call.ts';

/** Ends an upload and its parts. Nothing aborts uploads by itself here. */
export const abortMultipartUpload: S3Action = {
  method: 'DELETE',
  level: 'object',
  query: 'uploadId',
  run({ store, bucket, key, query }) {
    const { id } = store.uploads.get(bucket, key, query.get('uploadId') ?? '');
    store.commit(() => ({ unusedBlobs: store.uploads.remove(id) }));
    return { status: 204 };
  },
};
