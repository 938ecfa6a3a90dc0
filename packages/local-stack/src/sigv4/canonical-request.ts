import type { HeaderMap } from './header-map.ts';
import { canonicalComponent, parseQuery, percentEncode, splitTarget } from './query-string.ts';
import type { Authorization } from './types.ts';

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** S3 encodes the path once; all other services encode once more what was sent. */
function canonicalPath(path: string, service: string): string {
  const encode = service === 's3' ? canonicalComponent : percentEncode;
  return path.split('/').map(encode).join('/');
}

function canonicalQuery(query: string): string {
  return parseQuery(query)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a, x], [b, y]) => byCodePoint(a, b) || byCodePoint(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const canonicalValue = (values: readonly string[]) =>
  values.map((value) => value.trim().replace(/\s+/g, ' ')).join(',');

/** The text whose hash is signed. Every signed header must be present. */
export function canonicalRequest(
  request: { method: string; target: string; headers: HeaderMap },
  authorization: Pick<Authorization, 'service' | 'signedHeaders'>,
  payloadHash: string,
): string {
  const { path, query } = splitTarget(request.target);
  return [
    request.method,
    canonicalPath(path, authorization.service),
    canonicalQuery(query),
    ...authorization.signedHeaders.map((name) => `${name}:${canonicalValue(request.headers.get(name) ?? [])}`),
    '',
    authorization.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** `//`, `.` and `..`: some signers fold them, some do not, so no service but S3 can accept them safely. */
export function isNormalPath(path: string): boolean {
  const inner = path.slice(1).replace(/\/$/, '');
  return (
    path.startsWith('/') &&
    (path === '/' || inner.split('/').every((part) => part !== '' && part !== '.' && part !== '..'))
  );
}
