import type { S3Action } from '../s3-call.ts';

/** Only an empty bucket can go: no version, no marker, no upload. */
export const deleteBucket: S3Action = {
  method: 'DELETE',
  level: 'bucket',
  run({ bucket, store }) {
    store.buckets.get(bucket);
    store.buckets.remove(bucket);
    return { status: 204 };
  },
};
