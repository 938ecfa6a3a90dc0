import { splitTarget } from '../sigv4/query-string.ts';
import { S3Error } from './s3-error.ts';

/** Longest key, in bytes of UTF-8; S3 user guide. */
const MAX_KEY_BYTES = 1_024;

export interface S3Target {
  readonly level: 'service' | 'bucket' | 'object';
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

function parseQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of text.replaceAll('+', ' ').split('&')) {
    const at = pair.indexOf('=');
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    const decoded = decode(name);
    if (name !== '' && !query.has(decoded)) query.set(decoded, decode(value));
  }
  return query;
}

/** `bucket.localhost` and `bucket.s3.localhost` name the bucket in the host; else it is the first part of the path. */
const bucketInHost = (host: string) => /^(.+?)(?:\.s3(?:\.[a-z0-9-]+)?)?\.localhost(?::\d+)?$/i.exec(host)?.[1];

/** What a request is about. Keys keep every slash and dot: they are names, not paths. */
export function parseTarget(target: string, host: string): S3Target {
  const { path, query } = splitTarget(target);
  const named = bucketInHost(host);
  const hosted = named === 's3' ? undefined : named;
  const whole = hosted === undefined ? path.slice(1) : `${hosted}/${path.slice(1)}`;
  const at = whole.indexOf('/');
  const [bucket, key] = at < 0 ? [whole, ''] : [whole.slice(0, at), decode(whole.slice(at + 1))];
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
  const level = bucket === '' ? 'service' : key === '' ? 'bucket' : 'object';
  return { level, bucket: decode(bucket), key, query: parseQuery(query) };
}
