import type { S3Action } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { parseListParameters } from './list-parameters.ts';

const Owner = { ID: 'local', DisplayName: 'local' };

function toXml(object: StoredObject, encode: (text: string) => string) {
  const { key, versionId, isLatest, modifiedAt, etag, sizeBytes, isDeleteMarker } = object;
  const common = {
    Key: encode(key),
    VersionId: versionId,
    IsLatest: isLatest,
    LastModified: modifiedAt.toISOString(),
    Owner,
  };
  return isDeleteMarker ? common : { ...common, ETag: `"${etag}"`, Size: sizeBytes, StorageClass: 'STANDARD' };
}

/** Every version and delete marker, the newest of a key first. */
export const listObjectVersions: S3Action = {
  method: 'GET',
  level: 'bucket',
  query: 'versions',
  run(call) {
    const { bucket, store, query } = call;
    store.buckets.get(bucket);
    const { prefix, delimiter, maxEntries, encodingType, encode } = parseListParameters(call);
    const [key = '', versionId] = [query.get('key-marker'), query.get('version-id-marker')];
    if (versionId !== undefined && key === '') {
      throw new S3Error('InvalidArgument', {
        message: 'A version-id marker cannot be specified without a key marker.',
      });
    }
    const after = { key, ...(versionId !== undefined && { versionId }) };
    const page = store.listVersions({ bucket, prefix, delimiter, maxEntries, after });
    const toElements = (isDeleteMarker: boolean) =>
      page.versions.filter((object) => object.isDeleteMarker === isDeleteMarker).map((object) => toXml(object, encode));
    const content = {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      KeyMarker: encode(key),
      VersionIdMarker: versionId ?? '',
      MaxKeys: maxEntries,
      EncodingType: encodingType,
      IsTruncated: page.next !== undefined,
      NextKeyMarker: page.next && encode(page.next.key),
      NextVersionIdMarker: page.next?.versionId,
      Version: toElements(false),
      DeleteMarker: toElements(true),
      CommonPrefixes: page.commonPrefixes.map((Prefix) => ({ Prefix: encode(Prefix) })),
    };
    return { status: 200, xml: { root: 'ListVersionsResult', content } };
  },
};
