import { storedSubscriptions, subscriptionsToXml } from '../notifications/subscription.ts';
import type { S3Action } from '../s3-call.ts';

export const getBucketNotification: S3Action = {
  method: 'GET',
  level: 'bucket',
  query: 'notification',
  run({ bucket, store }) {
    const document = store.buckets.findConfiguration(store.buckets.get(bucket).name, 'notification');
    const content = subscriptionsToXml(storedSubscriptions(document));
    return { status: 200, xml: { root: 'NotificationConfiguration', content } };
  },
};
