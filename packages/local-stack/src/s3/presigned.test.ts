import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { credentials } from '../sigv4/testing/test-credentials.ts';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'signed';
const codeIn = async (response: Response) => [response.status, /<Code>(\w+)</.exec(await response.text())?.[1]];

describe('S3 signatures', () => {
  let opened: OpenS3;
  let s3: S3Client;
  let aheadMs = 0;
  const linkTo = (Key: string, expiresIn = 60) =>
    getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn });

  beforeAll(async () => {
    opened = await openS3({ now: () => new Date(Date.now() + aheadMs) });
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a/b ü.txt', Body: 'linked' }));
  });
  beforeEach(() => {
    aheadMs = 0;
  });
  afterAll(() => opened.close());

  it('let a presigned link read one object, until it expires', async () => {
    const link = await linkTo('a/b ü.txt');

    expect(await (await fetch(link)).text()).toBe('linked');
    aheadMs = 62_000;
    expect(await codeIn(await fetch(link))).toEqual([403, 'AccessDenied']);
  });

  it.each([
    [
      'a forged signature',
      (url: URL) => url.searchParams.set('X-Amz-Signature', '0'.repeat(64)),
      'SignatureDoesNotMatch',
    ],
    ['a longer life', (url: URL) => url.searchParams.set('X-Amz-Expires', '3600'), 'SignatureDoesNotMatch'],
    [
      'a life of more than a week',
      (url: URL) => url.searchParams.set('X-Amz-Expires', '700000'),
      'AuthorizationQueryParametersError',
    ],
    ['another key', (url: URL) => Object.assign(url, { pathname: `/${Bucket}/other` }), 'SignatureDoesNotMatch'],
    ['another operation', (url: URL) => url.searchParams.set('tagging', ''), 'SignatureDoesNotMatch'],
  ])('refuse a link with %s', async (_, change, code) => {
    const url = new URL(await linkTo('a/b ü.txt'));
    change(url);

    expect((await codeIn(await fetch(url)))[1]).toBe(code);
  });

  it('do not let a link for reading write, nor carry headers that were not signed', async () => {
    const link = await linkTo('a/b ü.txt');

    expect(await codeIn(await fetch(link, { method: 'PUT', body: 'x' }))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await codeIn(await fetch(link, { headers: { 'x-amz-acl': 'private' } }))).toEqual([403, 'AccessDenied']);
  });

  it('let a presigned link write, with the headers that were signed', async () => {
    const command = new PutObjectCommand({ Bucket, Key: 'up', ContentType: 'text/csv' });
    const link = await getSignedUrl(s3, command, { expiresIn: 60, signableHeaders: new Set(['content-type']) });
    const put = (type: string) => fetch(link, { method: 'PUT', body: 'a,b', headers: { 'content-type': type } });

    expect((await put('text/html')).status).toBe(403);
    expect((await put('text/csv')).status).toBe(200);
    expect((await s3.send(new GetObjectCommand({ Bucket, Key: 'up' }))).ContentType).toBe('text/csv');
  });

  it('let the reader choose headers of the answer, where they were signed', async () => {
    const command = new GetObjectCommand({
      Bucket,
      Key: 'a/b ü.txt',
      ResponseContentDisposition: 'attachment; filename="x"',
    });
    const response = await fetch(await getSignedUrl(s3, command, { expiresIn: 60 }));

    expect(response.headers.get('content-disposition')).toBe('attachment; filename="x"');
  });

  it.each([
    ['none', {}, 403, 'AccessDenied'],
    ['one of version 2', { authorization: 'AWS AKIDTEST:abc' }, 400, 'InvalidRequest'],
    [
      'one that cannot be read',
      { authorization: 'AWS4-HMAC-SHA256 x', 'x-amz-content-sha256': 'x' },
      400,
      'AuthorizationHeaderMalformed',
    ],
  ])('are needed: %s', async (_, headers, status, code) => {
    const response = await fetch(`${opened.endpoint}/${Bucket}/up`, { headers });

    expect(await codeIn(response)).toEqual([status, code]);
  });

  it('must come from a known key, with its secret and by its clock', async () => {
    const get = (settings: object) => opened.client(settings).send(new GetObjectCommand({ Bucket, Key: 'up' }));

    await expect(get({ credentials: { ...credentials, secretAccessKey: 'no' } })).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(get({ credentials: { ...credentials, accessKeyId: 'no' } })).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    await expect(get({ credentials: { ...credentials, sessionToken: 'no' } })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    await expect(get({ systemClockOffset: 1_000_000 })).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  });
});
