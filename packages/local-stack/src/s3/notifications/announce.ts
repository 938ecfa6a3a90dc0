import type { S3Call } from '../s3-call.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { matchesEvent, type S3EventName } from './event-names.ts';
import { type Subscription, storedSubscriptions } from './subscription.ts';

type EventContext = Pick<S3Call, 'store' | 'region' | 'requestId' | 'principalArn' | 'sourceIp' | 'now'>;

/** Keys in events are form-encoded, slashes left alone: consumers must decode them. */
const eventKey = (key: string) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

function objectOf(object: StoredObject, { isRemoval, number }: { isRemoval: boolean; number: number }) {
  return {
    key: eventKey(object.key),
    ...(!isRemoval && { size: object.sizeBytes }),
    ...(object.etag !== '' && !isRemoval && { eTag: object.etag }),
    ...(object.versionId !== 'null' && { versionId: object.versionId }),
    sequencer: number.toString(16).toUpperCase().padStart(16, '0'),
  };
}

/** The record of the S3 user guide, "Event message structure", version 2.1. */
function recordOf(context: EventContext, name: S3EventName, object: StoredObject) {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: context.region,
    eventTime: context.now.toISOString(),
    eventName: name,
    userIdentity: { principalId: context.principalArn },
    requestParameters: { sourceIPAddress: context.sourceIp },
    responseElements: { 'x-amz-request-id': context.requestId, 'x-amz-id-2': context.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: object.bucket, ownerIdentity: { principalId: 'local' }, arn: `arn:aws:s3:::${object.bucket}` },
    },
  };
}

function withObject(record: ReturnType<typeof recordOf>, configurationId: string, object: object) {
  const { s3SchemaVersion, bucket } = record.s3;
  return { ...record, s3: { s3SchemaVersion, configurationId, bucket, object } };
}

const matches = ({ events, prefix = '', suffix = '' }: Subscription, name: S3EventName, key: string) =>
  events.some((event) => matchesEvent(event, name)) && key.startsWith(prefix) && key.endsWith(suffix);

/** Writes one notification per matching subscription into the outbox. Belongs inside the transaction of the change. */
export function announce(context: EventContext, name: S3EventName, object: StoredObject): void {
  const { buckets, outbox } = context.store;
  const record = recordOf(context, name, object);
  for (const subscription of storedSubscriptions(buckets.findConfiguration(object.bucket, 'notification'))) {
    if (!matches(subscription, name, object.key)) continue;
    outbox.add(subscription.queueArn, (number) => {
      const described = objectOf(object, { isRemoval: name.startsWith('ObjectRemoved:'), number });
      return JSON.stringify({ Records: [withObject(record, subscription.id, described)] });
    });
  }
}
