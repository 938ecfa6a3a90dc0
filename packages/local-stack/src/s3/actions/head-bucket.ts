import type { S3Action } from '../s3-call.ts';

export const headBucket: S3Action = {
  method: 'HEAD',
  level: 'bucket',
  run({ bucket, store, region }) {
    store.buckets.get(bucket);
    return { status: 200, headers: { 'x-amz-bucket-region': region } };
  },
};
