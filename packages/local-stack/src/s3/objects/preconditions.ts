import { headerOf, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { WriteCondition } from '../store/objects.ts';
import type { StoredObject } from '../store/stored-object.ts';

const unquote = (etag: string) => etag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1');
const listsEtag = (header: string, etag: string) =>
  header.split(',').some((item) => ['*', etag].includes(unquote(item)));

/** HTTP dates have whole seconds. */
const isAfter = (modifiedAt: Date, date: string) => Math.floor(modifiedAt.getTime() / 1000) > Date.parse(date) / 1000;

/** What must hold when the write is committed. S3 knows `If-None-Match` only as `*`. */
export function parseWriteCondition(call: Pick<S3Call, 'headers'>): WriteCondition {
  const ifNoneMatch = headerOf(call, 'if-none-match');
  const ifMatch = headerOf(call, 'if-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', { details: { Header: 'If-None-Match' } });
  }
  return { mustBeAbsent: ifNoneMatch === '*', ...(ifMatch !== undefined && { mustMatch: unquote(ifMatch) }) };
}

/** Names of the four conditional headers; copies carry them under other names. */
interface ConditionHeaders {
  readonly match: string;
  readonly noneMatch: string;
  readonly modifiedSince: string;
  readonly unmodifiedSince: string;
}

const readHeaders: ConditionHeaders = {
  match: 'if-match',
  noneMatch: 'if-none-match',
  modifiedSince: 'if-modified-since',
  unmodifiedSince: 'if-unmodified-since',
};

export const copySourceHeaders: ConditionHeaders = {
  match: 'x-amz-copy-source-if-match',
  noneMatch: 'x-amz-copy-source-if-none-match',
  modifiedSince: 'x-amz-copy-source-if-modified-since',
  unmodifiedSince: 'x-amz-copy-source-if-unmodified-since',
};

function failedCondition(call: Pick<S3Call, 'headers'>, object: StoredObject, names: ConditionHeaders) {
  const [match, noneMatch] = [headerOf(call, names.match), headerOf(call, names.noneMatch)];
  const [since, unmodified] = [headerOf(call, names.modifiedSince), headerOf(call, names.unmodifiedSince)];
  if (match !== undefined && !listsEtag(match, object.etag)) return 'If-Match';
  if (match === undefined && unmodified !== undefined && isAfter(object.modifiedAt, unmodified))
    return 'If-Unmodified-Since';
  if (noneMatch !== undefined) return listsEtag(noneMatch, object.etag) ? 'If-None-Match' : undefined;
  return since !== undefined && !isAfter(object.modifiedAt, since) ? 'If-Modified-Since' : undefined;
}

/** Throws `PreconditionFailed`, or `NotModified` where a reader has the object already. An ETag outweighs a date. */
export function checkReadConditions(call: Pick<S3Call, 'headers'>, object: StoredObject, names = readHeaders): void {
  const failed = failedCondition(call, object, names);
  if (failed === undefined) return;
  const isCached = names === readHeaders && (failed === 'If-None-Match' || failed === 'If-Modified-Since');
  const headers = { etag: `"${object.etag}"`, 'last-modified': object.modifiedAt.toUTCString() };
  throw isCached
    ? new S3Error('NotModified', { headers })
    : new S3Error('PreconditionFailed', { details: { Condition: failed } });
}
