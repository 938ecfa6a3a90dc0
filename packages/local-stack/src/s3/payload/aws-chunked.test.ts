import { signingKey } from '../../sigv4/signing-key.ts';
import { decodeAwsChunked } from './aws-chunked.ts';

/** The example of the S3 API reference, "Transferring payload in multiple chunks": 66,560 letters in two chunks. */
const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
const signing = {
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope),
  amzDate: '20130524T000000Z',
  scope: '20130524/us-east-1/s3/aws4_request',
  seedSignature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
};
const signatures = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];
const chunk = (size: number, signature?: string) =>
  `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}\r\n`;
const published = chunk(65_536, signatures[0]) + chunk(1_024, signatures[1]) + chunk(0, signatures[2]);

async function* inPieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(text: string, { size = 1_000, signed = true } = {}) {
  const pieces: Buffer[] = [];
  let trailers: Record<string, string> = {};
  const onTrailers = (found: ReadonlyMap<string, string>) => {
    trailers = Object.fromEntries(found);
  };
  for await (const piece of decodeAwsChunked(inPieces(text, size), {
    signing: signed ? signing : undefined,
    onTrailers,
  })) {
    pieces.push(piece);
  }
  return { text: Buffer.concat(pieces).toString(), trailers };
}

describe('decodeAwsChunked', () => {
  it.each([1_000, 65_536, 7, 100_000])(
    'accepts the published example, arriving in pieces of %d bytes',
    async (size) => {
      expect((await decode(published, { size })).text).toBe('a'.repeat(66_560));
    },
  );

  it.each([
    ['a changed byte', published.replace('aaaa\r\n400', 'aaab\r\n400')],
    ['a changed last signature', published.replace(/9df9/, '9df8')],
    ['chunks in another order', chunk(1_024, signatures[1]) + chunk(65_536, signatures[0]) + chunk(0, signatures[2])],
    ['an unsigned last chunk', published.replace(`0;chunk-signature=${signatures[2]}`, '0')],
  ])('refuses %s', async (_, text) => {
    await expect(decode(text)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it.each([
    ['cut inside a chunk', published.slice(0, 500)],
    ['cut before the last chunk', published.slice(0, -100)],
    ['empty', ''],
    ['not framed at all', 'hello'],
    ['longer than its size', '1\r\nab\r\n0\r\n\r\n'],
  ])('refuses a body that is %s', async (_, text) => {
    await expect(decode(text, { signed: text.startsWith('1000') })).rejects.toMatchObject({ code: 'IncompleteBody' });
  });

  it('hands over the trailers of an unsigned stream', async () => {
    const { text, trailers } = await decode('5\r\nhello\r\n0\r\nX-Amz-Checksum-Crc32: NhCmhg==\r\n\r\n', {
      signed: false,
      size: 3,
    });

    expect([text, trailers]).toEqual(['hello', { 'x-amz-checksum-crc32': 'NhCmhg==' }]);
  });
});
