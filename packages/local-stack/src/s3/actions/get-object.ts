import { getObjectVersion } from '../objects/find-object.ts';
import { objectChecksumHeaders, readHeaders } from '../objects/object-headers.ts';
import { parseRange } from '../objects/parse-range.ts';
import { checkReadConditions } from '../objects/preconditions.ts';
import { headerOf, type S3Action, type S3Answer, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../store/stored-object.ts';

const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Headers the reader may choose in the query, as presigned links do. */
function overrides({ query }: S3Call): Record<string, string> {
  const chosen = OVERRIDES.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(chosen);
}

function requestedObject(call: S3Call): StoredObject {
  const { store, bucket, key, query } = call;
  if (query.has('partNumber')) throw new S3Error('NotImplemented', { details: { Parameter: 'partNumber' } });
  const object = getObjectVersion(store, { bucket, key, versionId: query.get('versionId') });
  checkReadConditions(call, object);
  return object;
}

/** Status and headers are the same for GET and HEAD, ranges included. Checksums are those of the whole object. */
function answerFor(call: S3Call, object: StoredObject) {
  const range = parseRange(headerOf(call, 'range'), object.sizeBytes);
  const isChecked = headerOf(call, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && !range;
  const headers = {
    ...readHeaders(call, object),
    ...(isChecked && objectChecksumHeaders(object)),
    ...overrides(call),
    'content-length': String(range ? range.end - range.start + 1 : object.sizeBytes),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${object.sizeBytes}` }),
  };
  return { status: range ? 206 : 200, headers, range };
}

export const getObject: S3Action = {
  method: 'GET',
  level: 'object',
  run(call): S3Answer {
    const object = requestedObject(call);
    const { range, ...answer } = answerFor(call, object);
    return { ...answer, stream: call.store.blobs.read(object.blob, range) };
  },
};

export const headObject: S3Action = {
  method: 'HEAD',
  level: 'object',
  run(call): S3Answer {
    const { status, headers } = answerFor(call, requestedObject(call));
    return { status, headers };
  },
};
