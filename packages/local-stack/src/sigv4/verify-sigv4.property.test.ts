import fc from 'fast-check';
import { type SignSettings, secretAccessKey, sign, type Unsigned } from './testing/sign.ts';
import type { SignedRequest } from './types.ts';
import { verifySigV4 } from './verify-sigv4.ts';

const signedAt = new Date('2026-11-21T10:00:00.000Z');
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const segment = text.filter((value) => value !== '' && value !== '.' && value !== '..');
const headerValue = fc.string({ unit: fc.constantFrom(...'abc ,;="/+%  \t'), maxLength: 12 });
const unsignedRequests: fc.Arbitrary<Unsigned> = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
  segments: fc.array(segment, { maxLength: 4 }),
  query: fc.dictionary(
    // The signer keeps the query in a plain object, where this name cannot be a key.
    text.filter((name) => name !== '' && name !== '__proto__' && !/^x-amz/i.test(name)),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(fc.stringMatching(/^x-(amz-)?test-[a-z]{1,5}$/), headerValue, { maxKeys: 3 }),
  body: text,
});
const settings: fc.Arbitrary<SignSettings> = fc.record(
  {
    service: fc.constantFrom('execute-api', 'lambda', 's3', 'sqs'),
    signedAt: fc.constant(signedAt),
    sessionToken: fc.stringMatching(/^[A-Za-z0-9+/=]{8,20}$/),
    expiresIn: fc.integer({ min: 1, max: 604_800 }),
  },
  { requiredKeys: ['service', 'signedAt'] },
);

const verify = (request: SignedRequest, { service, sessionToken }: SignSettings) =>
  verifySigV4(request, {
    service,
    payload: service === 's3' ? 'allow-unsigned' : 'signed',
    now: signedAt,
    findCredentials: () => ({ secretAccessKey, principalArn: 'arn:p', ...(sessionToken && { sessionToken }) }),
  });

type Change = (request: SignedRequest) => SignedRequest | undefined;
const changeHeader = (name: string, to: (value: string) => string): Change => {
  return (request) => {
    const at = request.rawHeaders.findIndex((header, index) => index % 2 === 0 && header === name);
    const value = request.rawHeaders[at + 1];
    return at < 0 || value === undefined
      ? undefined
      : { ...request, rawHeaders: request.rawHeaders.with(at + 1, to(value)) };
  };
};
const withTarget = (to: (path: string, query: string) => string): Change => {
  return (request) => {
    const [path = '', query = ''] = request.target.split('?');
    return { ...request, target: to(path, query) };
  };
};
const isPresignedS3 = (request: SignedRequest) => request.target.includes('UNSIGNED-PAYLOAD');
const changes: Record<string, Change> = {
  method: (request) => ({ ...request, method: request.method === 'GET' ? 'HEAD' : 'GET' }),
  'path, appended': withTarget((path, query) => `${path}x?${query}`),
  'path, doubled slash': withTarget((path, query) => `/${path}?${query}`),
  'path, folded away': withTarget((path, query) => `/x/..${path}?${query}`),
  'query, added': withTarget((path, query) => `${path}?${query}&zz=1`),
  'query, value changed': withTarget((path, query) => `${path}?${query}a`),
  host: changeHeader('host', (value) => `${value}0`),
  date: changeHeader('x-amz-date', () => '20261121T100001Z'),
  token: changeHeader('x-amz-security-token', (value) => `${value}A`),
  'header added': (request) => ({ ...request, rawHeaders: [...request.rawHeaders, 'x-amz-acl', 'public-read'] }),
  'header repeated': (request) => ({ ...request, rawHeaders: [...request.rawHeaders, 'HOST', 'localhost:8787'] }),
  'header dropped': (request) => ({
    ...request,
    rawHeaders: request.rawHeaders.filter((_, index, all) => all[index - (index % 2)] !== 'host'),
  }),
  body: (request) => (isPresignedS3(request) ? undefined : { ...request, body: Buffer.from(`${request.body ?? ''}x`) }),
};

describe('verifySigV4 against the signer of the AWS SDK', () => {
  it('accepts every request as it was signed', async () => {
    await fc.assert(
      fc.asyncProperty(unsignedRequests, settings, async (unsigned, given) => {
        const verification = verify(await sign(unsigned, given), given);

        expect(verification).toMatchObject({ outcome: 'verified', accessKeyId: 'AKIDEXAMPLE', principalArn: 'arn:p' });
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(changes))('refuses any signed request after a change: %s', async (_, change) => {
    await fc.assert(
      fc.asyncProperty(unsignedRequests, settings, async (unsigned, given) => {
        const changed = change(await sign(unsigned, given));
        fc.pre(changed !== undefined);

        expect(changed && verify(changed, given).outcome).toBe('refused');
      }),
      { numRuns: 40 },
    );
  });
});
