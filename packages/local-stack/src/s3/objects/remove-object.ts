import { announce } from '../notifications/announce.ts';
import type { S3Call } from '../s3-call.ts';
import type { ObjectChange } from '../store/objects.ts';

export interface Removal {
  /** The marker made, or the version ended; absent in buckets without versions. */
  readonly versionId: string | undefined;
  /** A marker was made, or the version ended was one. */
  readonly isDeleteMarker: boolean;
}

/**
 * Removes as S3 does: one named version for good, or else the key, which a bucket with versions hides behind a marker.
 * What is not there is removed already.
 */
export function removeObject(
  call: S3Call,
  { key, versionId }: { key: string; versionId: string | undefined },
): Removal {
  const { store, bucket, now } = call;
  const versioning = store.buckets.versioningOf(bucket);
  const isHiding = versionId === undefined && versioning !== undefined;
  const { change } = store.commit(() => {
    const made: ObjectChange | undefined = isHiding
      ? store.objects.putMarker(bucket, key, versioning, now)
      : store.objects.removeVersion(bucket, key, versionId ?? 'null');
    if (made) announce(call, isHiding ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete', made.object);
    return { change: made, unusedBlobs: made?.unusedBlobs ?? [] };
  });
  return {
    versionId: versioning === undefined ? undefined : (change?.object.versionId ?? versionId),
    isDeleteMarker: change?.object.isDeleteMarker ?? false,
  };
}
