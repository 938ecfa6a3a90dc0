import { removeObject } from '../objects/remove-object.ts';
import type { S3Action } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** Deletes the latest or one version. Answers 204 also for what was never there. */
export const deleteObject: S3Action = {
  method: 'DELETE',
  level: 'object',
  run(call) {
    if (call.headers['if-match'] !== undefined)
      throw new S3Error('NotImplemented', { details: { Header: 'If-Match' } });
    call.store.buckets.get(call.bucket);
    const removal = removeObject(call, { key: call.key, versionId: call.query.get('versionId') });
    return {
      status: 204,
      headers: {
        'x-amz-delete-marker': removal.isDeleteMarker ? 'true' : undefined,
        'x-amz-version-id': removal.versionId,
      },
    };
  },
};
