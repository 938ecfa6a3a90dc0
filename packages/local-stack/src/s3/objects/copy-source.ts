import { headerOf, type S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { getObjectVersion } from './find-object.ts';
import { checkReadConditions, copySourceHeaders } from './preconditions.ts';

/** `bucket/key` or `/bucket/key`, encoded, with an optional `?versionId=`. */
function parseSource(text: string) {
  const [path = '', query = ''] = text.replace(/^\//, '').split('?', 2);
  const at = path.indexOf('/');
  if (at < 1 || at === path.length - 1)
    throw new S3Error('InvalidArgument', { message: 'Copy Source must mention the source bucket and key' });
  try {
    const key = decodeURIComponent(path.slice(at + 1));
    return { bucket: path.slice(0, at), key, versionId: new URLSearchParams(query).get('versionId') ?? undefined };
  } catch (cause) {
    throw new S3Error('InvalidArgument', { message: `Invalid copy source encoding: ${(cause as Error).message}` });
  }
}

/** The object to copy from, under the conditions that the caller sets for it. */
export function findCopySource(call: S3Call): StoredObject {
  const source = getObjectVersion(call.store, parseSource(headerOf(call, 'x-amz-copy-source') ?? ''));
  checkReadConditions(call, source, copySourceHeaders);
  return source;
}
