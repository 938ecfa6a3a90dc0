import type { S3Action } from '../s3-call.ts';

export const getBucketVersioning: S3Action = {
  method: 'GET',
  level: 'bucket',
  query: 'versioning',
  run({ bucket, store }) {
    const Status = store.buckets.versioningOf(store.buckets.get(bucket).name);
    return { status: 200, xml: { root: 'VersioningConfiguration', content: { Status } } };
  },
};
