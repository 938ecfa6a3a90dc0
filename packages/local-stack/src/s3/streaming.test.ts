import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { secretAccessKey, sign } from '../sigv4/testing/sign.ts';
import { credentials, findCredentials } from '../sigv4/testing/test-credentials.ts';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'streams';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signs chunks as a client does, each with the signature before it. */
function createChunkSigner(signedAt: Date, seed: string) {
  const amzDate = signedAt.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [amzDate.slice(0, 8), 'eu-west-1', 's3', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  let previous = seed;
  const next = (kind: string, ...parts: string[]) => {
    previous = hmac(
      key,
      [`AWS4-HMAC-SHA256-${kind}`, amzDate, scope.join('/'), previous, ...parts].join('\n'),
    ).toString('hex');
    return previous;
  };
  return {
    chunk: (data: string) =>
      `${data.length.toString(16)};chunk-signature=${next('PAYLOAD', sha256(''), sha256(data))}\r\n${data}`,
    trailer: (line: string) => `${line}\r\nx-amz-trailer-signature:${next('TRAILER', sha256(`${line}\n`))}\r\n\r\n`,
  };
}

describe('S3 uploads in chunks', () => {
  let opened: OpenS3;
  let s3: S3Client;
  const read = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

  beforeAll(async () => {
    const example = { secretAccessKey, principalArn: 'arn:p' };
    opened = await openS3({
      findCredentials: (id) => (id === credentials.accessKeyId ? findCredentials(id) : example),
    });
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(() => opened.close());

  async function putSigned(
    key: string,
    form: string,
    bodyOf: (signer: ReturnType<typeof createChunkSigner>) => string,
    length: number,
  ) {
    const signedAt = new Date();
    const declared = {
      'x-amz-content-sha256': form,
      'x-amz-decoded-content-length': `${length}`,
      ...(form.endsWith('TRAILER') && { 'x-amz-trailer': 'x-amz-checksum-crc32' }),
    };
    const unsigned = { method: 'PUT', segments: [Bucket, key], query: {}, headers: declared, body: '' };
    const { rawHeaders, target } = await sign(unsigned, { service: 's3', signedAt });
    const seed = /[0-9a-f]{64}$/.exec(rawHeaders[rawHeaders.indexOf('authorization') + 1] ?? '')?.[0] ?? '';
    const { hostname, port } = new URL(opened.endpoint);
    const sent = request({ hostname, port, path: target, method: 'PUT', headers: rawHeaders });
    sent.end(bodyOf(createChunkSigner(signedAt, seed)));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const text = (await response.setEncoding('utf8').toArray()).join('');
    return { status: response.statusCode, code: /<Code>(\w+)</.exec(text)?.[1] };
  }

  it.each(['CRC32', 'SHA256', 'CRC32C'] as const)('take a stream as the SDK sends it: %s', async (name) => {
    const Body = Readable.from(['one ', 'two ', 'three'].map((text) => Buffer.from(text)));
    const put = new PutObjectCommand({ Bucket, Key: name, Body, ContentLength: 13, ChecksumAlgorithm: name });
    const written = await s3.send(put);

    expect(written[`Checksum${name}`]).toEqual(expect.any(String));
    expect(await read(name)).toBe('one two three');
  });

  it('take chunks that are signed', async () => {
    const form = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    const outcome = await putSigned(
      'signed',
      form,
      ({ chunk }) => `${chunk('hello ')}\r\n${chunk('you')}\r\n${chunk('')}\r\n`,
      9,
    );

    expect([outcome.status, await read('signed')]).toEqual([200, 'hello you']);
  });

  it('take signed chunks with a signed checksum behind them, and compare it', async () => {
    const form = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
    const put = (sum: string) =>
      putSigned(
        'trailed',
        form,
        ({ chunk, trailer }) => `${chunk('hello')}\r\n${chunk('')}${trailer(`x-amz-checksum-crc32:${sum}`)}`,
        5,
      );

    expect(await put('NhCmhg==')).toMatchObject({ status: 200 });
    expect(await put('AAAAAA==')).toMatchObject({ status: 400, code: 'BadDigest' });
  });

  it('store nothing when a chunk, its order or the announced length is changed on the way', async () => {
    const form = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    const put = (change: (body: string) => string, length = 9) =>
      putSigned(
        'forged',
        form,
        ({ chunk }) => change(`${chunk('hello ')}\r\n${chunk('you')}\r\n${chunk('')}\r\n`),
        length,
      );

    expect(await put((body) => body.replace('you', 'me!'))).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(await put((body) => body.slice(body.indexOf('you') - 86))).toMatchObject({ code: expect.any(String) });
    expect(await put((body) => body, 10)).toMatchObject({ status: 400, code: 'IncompleteBody' });
    await expect(read('forged')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
