import type { S3Action } from '../s3-call.ts';

/** The constraint of us-east-1 is empty, as it always was. */
export const getBucketLocation: S3Action = {
  method: 'GET',
  level: 'bucket',
  query: 'location',
  run({ bucket, store, region }) {
    store.buckets.get(bucket);
    return { status: 200, xml: { root: 'LocationConstraint', content: region === 'us-east-1' ? '' : region } };
  },
};
