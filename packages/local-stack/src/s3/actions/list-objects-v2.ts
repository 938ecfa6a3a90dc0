import type { S3Action, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { ListEntry } from '../store/listing.ts';
import type { XmlContent } from '../xml/write-xml.ts';
import { type ListParameters, parseListParameters } from './list-parameters.ts';

const seal = (text: string) => Buffer.from(text).toString('base64url');

function afterOf({ query }: S3Call): string {
  const token = query.get('continuation-token');
  if (token === undefined) return query.get('start-after') ?? '';
  const after = Buffer.from(token, 'base64url').toString('utf8');
  if (after !== '' && seal(after) === token) return after;
  throw new S3Error('InvalidArgument', { message: 'The continuation token provided is incorrect' });
}

function entriesToXml(entries: readonly ListEntry[], { encode }: ListParameters): Record<string, XmlContent> {
  const Contents = entries.flatMap((entry) => {
    if ('prefix' in entry) return [];
    const { key, modifiedAt, etag, sizeBytes } = entry.object;
    const stamp = { LastModified: modifiedAt.toISOString(), ETag: `"${etag}"`, Size: sizeBytes };
    return [{ Key: encode(key), ...stamp, StorageClass: 'STANDARD' }];
  });
  const CommonPrefixes = entries.flatMap((entry) => ('prefix' in entry ? [{ Prefix: encode(entry.prefix) }] : []));
  return { Contents, CommonPrefixes };
}

/** Keys in the order of their UTF-8 bytes. Without `fetch-owner`; the first version of this call is not offered. */
export const listObjectsV2: S3Action = {
  method: 'GET',
  level: 'bucket',
  query: 'list-type',
  run(call) {
    const { bucket, store, query } = call;
    store.buckets.get(bucket);
    const parameters = parseListParameters(call);
    const { prefix, delimiter, maxEntries, encodingType, encode } = parameters;
    const { entries, next } = store.list({ bucket, prefix, delimiter, maxEntries, after: afterOf(call) });
    const startAfter = query.get('start-after');
    const content = {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxKeys: maxEntries,
      EncodingType: encodingType,
      KeyCount: entries.length,
      IsTruncated: next !== undefined,
      ContinuationToken: query.get('continuation-token'),
      NextContinuationToken: next === undefined ? undefined : seal(next),
      StartAfter: startAfter === undefined ? undefined : encode(startAfter),
      ...entriesToXml(entries, parameters),
    };
    return { status: 200, xml: { root: 'ListBucketResult', content } };
  },
};
