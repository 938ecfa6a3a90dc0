import type { S3Action } from '../s3-call.ts';

/** All buckets; there are never enough of them here to need pages. */
export const listBuckets: S3Action = {
  method: 'GET',
  level: 'service',
  run: ({ store }) => {
    const Bucket = store.buckets
      .list()
      .map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt.toISOString() }));
    const content = { Owner: { ID: 'local', DisplayName: 'local' }, Buckets: { Bucket } };
    return { status: 200, xml: { root: 'ListAllMyBucketsResult', content } };
  },
};
