import { createHash } from 'node:crypto';
import { amzDateMs } from './amz-date.ts';
import { canonicalRequest, isNormalPath } from './canonical-request.ts';
import { isEqualText } from './equal-text.ts';
import { type HeaderMap, headerMapOf, onlyValue } from './header-map.ts';
import { parseAuthorization } from './parse-authorization.ts';
import { parseQuery, splitTarget } from './query-string.ts';
import { scopeText, signatureOf, signingKey } from './signing-key.ts';
import type { Authorization, Credentials, RefusalReason, SignedRequest, Verification, VerifyOptions } from './types.ts';

/** How far the clocks may be apart, in seconds: 15 minutes for S3, 5 for the rest, as AWS documents. */
const skewSecondsOf = (service: string) => (service === 's3' ? 900 : 300);
const HASH = /^[0-9a-f]{64}$/;

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

function scopeRefusal(authorization: Authorization, { service, region }: VerifyOptions): RefusalReason | undefined {
  const services = typeof service === 'string' ? [service] : service;
  const isOurs = services.includes(authorization.service) && (region ?? authorization.region) === authorization.region;
  return isOurs && authorization.amzDate.startsWith(authorization.date) ? undefined : 'wrong-scope';
}

function timeRefusal({ amzDate, expiresSeconds, service }: Authorization, now: Date): RefusalReason | undefined {
  const signedAtMs = amzDateMs(amzDate);
  if (Number.isNaN(signedAtMs)) return 'malformed';
  const aheadMs = signedAtMs - now.getTime();
  const skewMs = skewSecondsOf(service) * 1000;
  if (aheadMs > skewMs) return 'skewed';
  if (expiresSeconds === undefined) return -aheadMs > skewMs ? 'skewed' : undefined;
  return -aheadMs > expiresSeconds * 1000 ? 'expired' : undefined;
}

/** `host` and every `x-amz-` header must be signed, and nothing may be called signed that was not sent. */
function headersRefusal({ signedHeaders }: Authorization, headers: HeaderMap): RefusalReason | undefined {
  if (signedHeaders.some((name) => !headers.has(name))) return 'malformed';
  const mustBeSigned = ['host', ...[...headers.keys()].filter((name) => name.startsWith('x-amz-'))];
  return mustBeSigned.every((name) => signedHeaders.includes(name)) ? undefined : 'unsigned-header';
}

function tokenRefusal({ sessionToken }: Authorization, credentials: Credentials): RefusalReason | undefined {
  return isEqualText(sessionToken ?? '', credentials.sessionToken ?? '') ? undefined : 'invalid-token';
}

/** The hash the signer put in place of the body: declared, or known for presigned S3 requests, or that of the body. */
function declaredPayloadHash(request: SignedRequest, headers: HeaderMap, { place, service }: Authorization) {
  const inQuery = parseQuery(splitTarget(request.target).query).find(([name]) => name === 'X-Amz-Content-Sha256')?.[1];
  const declared = (place === 'query' ? inQuery : undefined) ?? onlyValue(headers, 'x-amz-content-sha256');
  if (declared !== undefined) return declared;
  if (service === 's3') return place === 'query' ? 'UNSIGNED-PAYLOAD' : undefined;
  return sha256(request.body ?? '');
}

function payloadRefusal(
  payloadHash: string,
  request: SignedRequest,
  options: VerifyOptions,
): RefusalReason | undefined {
  if (!HASH.test(payloadHash)) return options.payload === 'signed' ? 'payload-mismatch' : undefined;
  return request.body === undefined || sha256(request.body) === payloadHash ? undefined : 'payload-mismatch';
}

/**
 * Checks a request as AWS does on the server side, by header or by query. Says who signed it, or why it is refused.
 * Not promised: replay protection inside the time window, and rights; SigV4 has neither.
 */
export function verifySigV4(request: SignedRequest, options: VerifyOptions): Verification {
  const refused = (reason: RefusalReason): Verification => ({ outcome: 'refused', reason });
  const headers = headerMapOf(request.rawHeaders);
  const authorization = parseAuthorization(request.target, headers);
  if (typeof authorization === 'string') return refused(authorization);
  if (authorization.service !== 's3' && !isNormalPath(splitTarget(request.target).path)) return refused('malformed');
  const credentials = options.findCredentials(authorization.accessKeyId);
  const refusal =
    scopeRefusal(authorization, options) ??
    timeRefusal(authorization, options.now ?? new Date()) ??
    headersRefusal(authorization, headers) ??
    (credentials ? tokenRefusal(authorization, credentials) : 'unknown-key');
  if (refusal || !credentials) return refused(refusal ?? 'unknown-key');
  const payloadHash = declaredPayloadHash(request, headers, authorization);
  if (payloadHash === undefined) return refused('malformed');

  const scope = scopeText(authorization);
  const canonical = sha256(canonicalRequest({ ...request, headers }, authorization, payloadHash));
  const key = signingKey(credentials.secretAccessKey, authorization);
  const expected = signatureOf(key, `AWS4-HMAC-SHA256\n${authorization.amzDate}\n${scope}\n${canonical}`);
  if (!isEqualText(expected, authorization.signature)) return refused('signature-mismatch');
  const mismatch = payloadRefusal(payloadHash, request, options);
  if (mismatch) return refused(mismatch);
  return {
    outcome: 'verified',
    accessKeyId: authorization.accessKeyId,
    principalArn: credentials.principalArn,
    payloadHash,
    chunkSigning: { key, amzDate: authorization.amzDate, scope, seedSignature: authorization.signature },
  };
}
