import { announce } from '../notifications/announce.ts';
import type { S3EventName } from '../notifications/event-names.ts';
import type { S3Call } from '../s3-call.ts';
import type { WriteCondition } from '../store/objects.ts';
import type { ObjectDetails, StoredObject } from '../store/stored-object.ts';

/** Bytes already stored, waiting to become an object. */
export interface ObjectToWrite {
  readonly key: string;
  readonly blob: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly details: ObjectDetails;
  readonly condition: WriteCondition;
  readonly eventName: S3EventName;
}

type WriteContext = Pick<S3Call, 'store' | 'bucket' | 'region' | 'now' | 'requestId' | 'principalArn' | 'sourceIp'>;

/** Makes the bytes visible under their key and announces it, in one transaction. The bytes go again when that fails. */
export function writeObject(
  call: WriteContext,
  { condition, eventName, ...object }: ObjectToWrite,
  alongside: () => readonly string[] = () => [],
): StoredObject {
  const { store, bucket, now } = call;
  try {
    return store.commit(() => {
      const versioning = store.buckets.versioningOf(store.buckets.get(bucket).name);
      const change = store.objects.put({ ...object, bucket, modifiedAt: now }, versioning, condition);
      announce(call, eventName, change.object);
      return { ...change, unusedBlobs: [...change.unusedBlobs, ...alongside()] };
    }).object;
  } catch (error) {
    store.blobs.remove([object.blob]);
    throw error;
  }
}
