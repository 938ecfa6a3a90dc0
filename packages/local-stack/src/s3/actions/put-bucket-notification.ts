import { randomUUID } from 'node:crypto';
import { parseSubscriptions, type Subscription } from '../notifications/subscription.ts';
import { readDocument } from '../payload/read-document.ts';
import type { S3Action, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** AWS sends this to each new destination to see that it can; consumers must expect it. */
function sendTestEvent({ store, bucket, now, requestId }: S3Call, { queueArn }: Subscription): void {
  const event = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: now.toISOString(), Bucket: bucket };
  const body = JSON.stringify({ ...event, RequestId: requestId, HostId: requestId });
  if (store.publish({ queueArn, body }) === 'sent') return;
  throw new S3Error('InvalidArgument', {
    message: 'Unable to validate the following destination configurations',
    details: { ArgumentName: queueArn, ArgumentValue: 'The destination queue does not exist' },
  });
}

/** Replaces all subscriptions of the bucket; an empty document ends them. */
export const putBucketNotification: S3Action = {
  method: 'PUT',
  level: 'bucket',
  query: 'notification',
  async run(call) {
    const { bucket, store, payload, headers } = call;
    store.buckets.get(bucket);
    const { element } = await readDocument(payload, 'NotificationConfiguration');
    const subscriptions = parseSubscriptions(element, randomUUID);
    if (headers['x-amz-skip-destination-validation'] !== 'true') {
      for (const subscription of subscriptions) sendTestEvent(call, subscription);
    }
    store.buckets.putConfiguration(bucket, 'notification', JSON.stringify(subscriptions));
    return { status: 200 };
  },
};
