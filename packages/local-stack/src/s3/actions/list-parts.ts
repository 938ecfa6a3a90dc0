import type { S3Action } from '../s3-call.ts';
import { parseListParameters } from './list-parameters.ts';

export const listParts: S3Action = {
  method: 'GET',
  level: 'object',
  query: 'uploadId',
  run(call) {
    const { store, bucket, key, query } = call;
    const { id } = store.uploads.get(bucket, key, query.get('uploadId') ?? '');
    const { maxEntries } = parseListParameters(call, 'max-parts');
    const marker = Number(query.get('part-number-marker') ?? 0);
    const later = store.uploads.parts(id).filter(({ number }) => number > marker);
    const page = later.slice(0, maxEntries);
    const content = {
      Bucket: bucket,
      Key: key,
      UploadId: id,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.number ?? marker,
      MaxParts: maxEntries,
      IsTruncated: page.length < later.length,
      Part: page.map(({ number, modifiedAt, etag, sizeBytes }) => ({
        PartNumber: number,
        LastModified: modifiedAt.toISOString(),
        ETag: `"${etag}"`,
        Size: sizeBytes,
      })),
    };
    return { status: 200, xml: { root: 'ListPartsResult', content } };
  },
};
