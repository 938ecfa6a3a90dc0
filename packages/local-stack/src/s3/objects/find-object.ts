import type { S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../store/stored-object.ts';

interface Wanted {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** The object a reader asks for. Throws as S3 does for what is absent, deleted, or no object at all. */
export function getObjectVersion(store: S3Call['store'], { bucket, key, versionId }: Wanted): StoredObject {
  store.buckets.get(bucket);
  const object = store.objects.find(bucket, key, versionId);
  if (object && !object.isDeleteMarker) return object;
  const headers = object && { 'x-amz-delete-marker': 'true', 'x-amz-version-id': object.versionId };
  if (versionId === undefined) throw new S3Error('NoSuchKey', { details: { Key: key }, ...(headers && { headers }) });
  if (!object) throw new S3Error('NoSuchVersion', { details: { Key: key, VersionId: versionId } });
  throw new S3Error('MethodNotAllowed', {
    details: { ResourceType: 'DeleteMarker' },
    headers: { ...headers, allow: 'DELETE' },
  });
}
