import { removeObject } from '../objects/remove-object.ts';
import { readDocument } from '../payload/read-document.ts';
import type { S3Action } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { childrenNamed, childText } from '../xml/read-xml.ts';

/** Quota of one call. */
const MAX_KEYS = 1_000;

/** Deletes many objects, each by itself: there is no "all or none" in this call. */
export const deleteObjects: S3Action = {
  method: 'POST',
  level: 'bucket',
  query: 'delete',
  async run(call) {
    call.store.buckets.get(call.bucket);
    const { element } = await readDocument(call.payload, 'Delete');
    const wanted = childrenNamed(element, 'Object').map((object) => ({
      key: childText(object, 'Key') ?? '',
      versionId: childText(object, 'VersionId'),
    }));
    if (wanted.length === 0 || wanted.length > MAX_KEYS || wanted.some(({ key }) => key === '')) {
      throw new S3Error('MalformedXML');
    }
    const isQuiet = childText(element, 'Quiet')?.toLowerCase() === 'true';
    const Deleted = wanted.map(({ key, versionId }) => {
      const removal = removeObject(call, { key, versionId });
      const marker = removal.isDeleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: removal.versionId };
      return { Key: key, VersionId: versionId, ...marker };
    });
    return { status: 200, xml: { root: 'DeleteResult', content: { Deleted: isQuiet ? undefined : Deleted } } };
  },
};
