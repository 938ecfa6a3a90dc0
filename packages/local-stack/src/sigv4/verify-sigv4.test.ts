import { secretAccessKey, sign, type Unsigned } from './testing/sign.ts';
import type { SignedRequest, VerifyOptions } from './types.ts';
import { verifySigV4 } from './verify-sigv4.ts';

const signedAt = new Date('2026-11-21T23:59:00.000Z');
const later = (seconds: number) => new Date(signedAt.getTime() + seconds * 1000);
const aRequest: Unsigned = { method: 'POST', segments: ['tools'], query: {}, headers: {}, body: '{"a":1}' };
const defaults: VerifyOptions = {
  service: 'execute-api',
  payload: 'signed',
  now: signedAt,
  findCredentials: (id) => (id === 'AKIDEXAMPLE' ? { secretAccessKey, principalArn: 'arn:p' } : undefined),
};
const reasonOf = (request: SignedRequest, options: Partial<VerifyOptions> = {}) => {
  const verification = verifySigV4(request, { ...defaults, ...options });
  return verification.outcome === 'refused' ? verification.reason : 'verified';
};
const setHeader = (request: SignedRequest, name: string, to: (value: string) => string): SignedRequest => {
  const at = request.rawHeaders.indexOf(name);
  return { ...request, rawHeaders: request.rawHeaders.with(at + 1, to(request.rawHeaders[at + 1] ?? '')) };
};

describe('verifySigV4 with the signature in the header', () => {
  const signed = () => sign(aRequest, { service: 'execute-api', signedAt });

  it('says that a request without a signature has none', () => {
    expect(reasonOf({ method: 'GET', target: '/', rawHeaders: ['host', 'x'] })).toBe('missing');
  });

  it.each(['Basic abc', 'AWS4-HMAC-SHA256 ', 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=zz', ''])(
    'finds malformed: %s',
    async (authorization) => {
      expect(reasonOf(setHeader(await signed(), 'authorization', () => authorization))).toBe('malformed');
    },
  );

  it('refuses two signatures, since it is unclear which one counts', async () => {
    const request = await signed();

    expect(reasonOf({ ...request, rawHeaders: [...request.rawHeaders, 'Authorization', 'x'] })).toBe('malformed');
    expect(reasonOf({ ...request, target: `${request.target}?X-Amz-Signature=00` })).toBe('malformed');
  });

  it('names an unknown key, a wrong service, a wrong region and a day that is not the request’s', async () => {
    const request = await signed();

    expect(reasonOf(request, { findCredentials: () => undefined })).toBe('unknown-key');
    expect(reasonOf(request, { service: ['lambda', 's3'] })).toBe('wrong-scope');
    expect(reasonOf(request, { region: 'us-east-1' })).toBe('wrong-scope');
    expect(reasonOf(setHeader(request, 'x-amz-date', () => '20261122T000100Z'))).toBe('wrong-scope');
  });

  it('allows five minutes between the clocks, and a quarter of an hour for S3', async () => {
    const forS3 = await sign(aRequest, { service: 's3', signedAt });

    for (const direction of [1, -1]) {
      expect(reasonOf(await signed(), { now: later(300 * direction) })).toBe('verified');
      expect(reasonOf(await signed(), { now: later(301 * direction) })).toBe('skewed');
      expect(reasonOf(forS3, { service: 's3', now: later(900 * direction) })).toBe('verified');
      expect(reasonOf(forS3, { service: 's3', now: later(901 * direction) })).toBe('skewed');
    }
  });

  it('insists that host and every x-amz header are signed', async () => {
    const request = await signed();
    const unsignedHost = setHeader(request, 'authorization', (value) => value.replace('host;', ''));
    const extra = { ...request, rawHeaders: [...request.rawHeaders, 'X-Amz-Target', 'x'] };

    expect(reasonOf(unsignedHost)).toBe('unsigned-header');
    expect(reasonOf(extra)).toBe('unsigned-header');
  });

  it('accepts odd whitespace and case in headers, as signers and proxies leave it', async () => {
    const request = await sign({ ...aRequest, headers: { 'x-test': 'a b' } }, { service: 'execute-api', signedAt });
    const rawHeaders = request.rawHeaders.map((text) => (text === 'a b' ? '  a \t  b ' : text));
    const upper = rawHeaders.map((text, index) => (index % 2 === 0 ? text.toUpperCase() : text));

    expect(reasonOf({ ...request, rawHeaders: upper })).toBe('verified');
  });

  it('tells a body that does not match its declared hash from a forged signature', async () => {
    const request = await signed();

    expect(reasonOf({ ...request, body: Buffer.from('{"a":2}') })).toBe('payload-mismatch');
    expect(reasonOf(setHeader(request, 'authorization', (value) => value.replace(/.$/, 'x')))).toBe('malformed');
    expect(
      reasonOf(setHeader(request, 'authorization', (value) => value.replace(/[0-9a-f]{64}$/, '0'.repeat(64)))),
    ).toBe('signature-mismatch');
  });

  it('checks the body even when no hash was declared', async () => {
    const request = await signed();
    const withoutHash = (name: string, index: number, all: readonly string[]) => {
      return (index % 2 === 0 ? name : all[index - 1]) !== 'x-amz-content-sha256';
    };
    const stripped = setHeader(request, 'authorization', (value) => value.replace(';x-amz-content-sha256', ''));

    expect(reasonOf({ ...stripped, rawHeaders: stripped.rawHeaders.filter(withoutHash) })).toBe('signature-mismatch');
  });

  it('takes unsigned bodies only where they are allowed', async () => {
    const unsigned = { ...aRequest, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } };
    const request = await sign(unsigned, { service: 's3', signedAt });

    expect(reasonOf(request, { service: 's3' })).toBe('payload-mismatch');
    expect(reasonOf(request, { service: 's3', payload: 'allow-unsigned' })).toBe('verified');
  });

  it('insists on exactly the session token of temporary credentials', async () => {
    const request = await sign(aRequest, { service: 'execute-api', signedAt, sessionToken: 'token-1' });
    const owning = (sessionToken?: string) => ({
      findCredentials: () => ({ secretAccessKey, principalArn: 'arn:p', ...(sessionToken && { sessionToken }) }),
    });

    expect(reasonOf(request, owning('token-1'))).toBe('verified');
    expect(reasonOf(request, owning('token-2'))).toBe('invalid-token');
    expect(reasonOf(request, owning())).toBe('invalid-token');
    expect(reasonOf(await signed(), owning('token-1'))).toBe('invalid-token');
  });

  it('refuses paths that signers fold differently, but not for S3 where they are keys', async () => {
    const odd = { ...aRequest, segments: ['a', '', 'b'] };

    expect(reasonOf(await sign(odd, { service: 'execute-api', signedAt }))).toBe('malformed');
    expect(reasonOf(await sign(odd, { service: 's3', signedAt }), { service: 's3' })).toBe('verified');
  });
});

describe('verifySigV4 with the signature in the query', () => {
  const aGet: Unsigned = { ...aRequest, method: 'GET', body: '' };
  const presigned = (expiresIn: number) => sign(aGet, { service: 'execute-api', signedAt, expiresIn });

  it('ends exactly when it says', async () => {
    expect(reasonOf(await presigned(60), { now: later(60) })).toBe('verified');
    expect(reasonOf(await presigned(60), { now: later(61) })).toBe('expired');
    expect(reasonOf(await presigned(60), { now: later(-301) })).toBe('skewed');
  });

  it('lives seven days at most', async () => {
    const request = await presigned(604_800);
    const longer = { ...request, target: request.target.replace('X-Amz-Expires=604800', 'X-Amz-Expires=604801') };

    expect(reasonOf(request, { now: later(604_800) })).toBe('verified');
    expect(reasonOf(longer)).toBe('malformed');
  });

  it('cannot be made to live longer', async () => {
    const request = await presigned(60);

    expect(reasonOf({ ...request, target: request.target.replace('Expires=60', 'Expires=90') })).toBe(
      'signature-mismatch',
    );
  });

  it('refuses a repeated signature parameter', async () => {
    const request = await presigned(60);

    expect(reasonOf({ ...request, target: `${request.target}&X-Amz-Expires=90` })).toBe('malformed');
  });
});
