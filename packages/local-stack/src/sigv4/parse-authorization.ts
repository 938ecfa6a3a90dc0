import { type HeaderMap, onlyValue } from './header-map.ts';
import { parseQuery, splitTarget } from './query-string.ts';
import type { Authorization, RefusalReason } from './types.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SIGNATURE = /^[0-9a-f]{64}$/;
const AMZ_DATE = /^\d{8}T\d{6}Z$/;
/** Seven days, the longest life AWS gives a presigned request. */
const MAX_EXPIRES_SECONDS = 604_800;

/** `AKID/20260101/us-east-1/s3/aws4_request`; an access key id may itself hold slashes. */
function parseCredential(text: string) {
  const parts = text.split('/');
  const [date, region, service, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request') return undefined;
  return { accessKeyId, date, region, service };
}

/** Lower case, sorted, each once: what every signer writes, and the only form that reads one way. */
function parseSignedHeaders(text: string): readonly string[] | undefined {
  const names = text.split(';');
  const isOrdered = names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
  return isOrdered && names.every((name) => /^[!-:<-@[-~]+$/.test(name)) ? names : undefined;
}

type Parts = Record<'credential' | 'signedHeaders' | 'signature' | 'amzDate', string | undefined>;

function assemble(
  parts: Parts,
  rest: Pick<Authorization, 'place' | 'sessionToken' | 'expiresSeconds'>,
): Authorization | RefusalReason {
  const credential = parseCredential(parts.credential ?? '');
  const signedHeaders = parseSignedHeaders(parts.signedHeaders ?? '');
  const { signature = '', amzDate = '' } = parts;
  if (!credential || !signedHeaders || !SIGNATURE.test(signature) || !AMZ_DATE.test(amzDate)) return 'malformed';
  return { ...credential, ...rest, signedHeaders, signature, amzDate };
}

function fromHeader(value: string, headers: HeaderMap): Authorization | RefusalReason {
  if (!value.startsWith(`${ALGORITHM} `)) return 'malformed';
  const fields = value
    .slice(ALGORITHM.length + 1)
    .split(',')
    .map((field) => field.trim().split('=', 2));
  const byName = new Map(fields.map(([name = '', text = '']) => [name, text]));
  if (byName.size !== 3 || fields.length !== 3) return 'malformed';
  const parts = {
    credential: byName.get('Credential'),
    signedHeaders: byName.get('SignedHeaders'),
    signature: byName.get('Signature'),
    amzDate: onlyValue(headers, 'x-amz-date'),
  };
  const sessionToken = onlyValue(headers, 'x-amz-security-token');
  return assemble(parts, { place: 'header', sessionToken, expiresSeconds: undefined });
}

function decode(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

function fromQuery(pairs: readonly (readonly [string, string])[]): Authorization | RefusalReason {
  const names = pairs.map(([name]) => name).filter((name) => name.startsWith('X-Amz-'));
  const byName = new Map(pairs);
  const expires = byName.get('X-Amz-Expires') ?? '';
  const isRepeated = new Set(names).size !== names.length;
  if (isRepeated || byName.get('X-Amz-Algorithm') !== ALGORITHM || !/^\d{1,6}$/.test(expires)) return 'malformed';
  const expiresSeconds = Number(expires);
  if (expiresSeconds < 1 || expiresSeconds > MAX_EXPIRES_SECONDS) return 'malformed';
  const parts = {
    credential: decode(byName.get('X-Amz-Credential')),
    signedHeaders: decode(byName.get('X-Amz-SignedHeaders')),
    signature: byName.get('X-Amz-Signature'),
    amzDate: byName.get('X-Amz-Date'),
  };
  const sessionToken = decode(byName.get('X-Amz-Security-Token'));
  return assemble(parts, { place: 'query', sessionToken, expiresSeconds });
}

/** Reads the one signature of a request. Two of them, in header and query, are refused: it is unclear which one counts. */
export function parseAuthorization(target: string, headers: HeaderMap): Authorization | RefusalReason {
  const values = headers.get('authorization') ?? [];
  const pairs = parseQuery(splitTarget(target).query);
  const isPresigned = pairs.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm');
  if (values.length === 0) return isPresigned ? fromQuery(pairs) : 'missing';
  if (values.length > 1 || isPresigned) return 'malformed';
  return fromHeader(values[0] ?? '', headers);
}
