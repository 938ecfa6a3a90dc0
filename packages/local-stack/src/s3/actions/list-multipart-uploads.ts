import type { S3Action } from '../s3-call.ts';
import { parseListParameters } from './list-parameters.ts';

/** Uploads under way, by key. No delimiter: they do not pile up here. */
export const listMultipartUploads: S3Action = {
  method: 'GET',
  level: 'bucket',
  query: 'uploads',
  run(call) {
    const { store, bucket, query } = call;
    store.buckets.get(bucket);
    const { prefix, maxEntries, encode, encodingType } = parseListParameters(call, 'max-uploads');
    const [keyMarker = '', idMarker = ''] = [query.get('key-marker'), query.get('upload-id-marker')];
    const all = store.uploads.list(bucket, prefix);
    const start = all.findIndex(({ id }) => id === idMarker) + 1;
    const later = all
      .slice(start)
      .filter(({ key }) => start > 0 || Buffer.compare(Buffer.from(key), Buffer.from(keyMarker)) > 0);
    const page = later.slice(0, maxEntries);
    const isTruncated = page.length < later.length;
    const content = {
      Bucket: bucket,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: isTruncated ? encode(page.at(-1)?.key ?? '') : undefined,
      NextUploadIdMarker: isTruncated ? page.at(-1)?.id : undefined,
      Prefix: encode(prefix),
      EncodingType: encodingType,
      MaxUploads: maxEntries,
      IsTruncated: isTruncated,
      Upload: page.map(({ key, id, startedAt }) => ({
        Key: encode(key),
        UploadId: id,
        Initiated: startedAt.toISOString(),
      })),
    };
    return { status: 200, xml: { root: 'ListMultipartUploadsResult', content } };
  },
};
