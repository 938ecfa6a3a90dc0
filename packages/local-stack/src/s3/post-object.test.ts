import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'forms';
type Fields = Record<string, string>;

describe('S3 uploads by form', () => {
  let opened: OpenS3;
  let s3: S3Client;
  let aheadMs = 0;
  let made = 0;
  const sign = (options: Partial<PresignedPostOptions>) =>
    createPresignedPost(s3, { Bucket, Key: `f${made++}`, Expires: 60, ...options });
  const submit = async (url: string, fields: Fields, body = 'abc', fileName = 'f.txt') => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([body]), fileName);
    const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
    const text = await response.text();
    return { status: response.status, text, code: /<Code>(\w+)</.exec(text)?.[1], headers: response.headers };
  };
  /** Signs one form and submits another. */
  const tamper = async (options: Partial<PresignedPostOptions>, change: (fields: Fields) => Fields, body?: string) => {
    const { url, fields } = await sign(options);
    const outcome = await submit(url, change({ ...fields }), body);
    const stored = await s3.send(new HeadObjectCommand({ Bucket, Key: fields.key })).then(
      () => true,
      () => false,
    );
    return { ...outcome, stored };
  };
  const asSigned = (fields: Fields) => fields;

  beforeAll(async () => {
    opened = await openS3({ now: () => new Date(Date.now() + aheadMs) });
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new CreateBucketCommand({ Bucket: 'other-forms' }));
  });
  afterAll(() => opened.close());

  it('store the file as the policy says', async () => {
    const { url, fields } = await sign({ Key: 'ok', Fields: { 'Content-Type': 'text/plain', 'x-amz-meta-a': 'b' } });
    const { status, headers } = await submit(url, fields, 'hello');
    const { Body, ContentType, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key: 'ok' }));

    expect([status, headers.get('etag')]).toEqual([204, '"5d41402abc4b2a76b9719d911017c592"']);
    expect([await Body?.transformToString(), ContentType, Metadata]).toEqual(['hello', 'text/plain', { a: 'b' }]);
  });

  it('put the base name of the file where the key asks for it', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable of S3's forms.
    const { url, fields } = await sign({ Key: 'up/${filename}' });
    await submit(url, fields, 'x', '../../etc/pass$&wd');

    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'up/pass$&wd' }))).resolves.toMatchObject({
      ContentLength: 1,
    });
  });

  it('take bytes of every kind, the boundary of the form but for its line among them', async () => {
    const { url, fields } = await sign({ Key: 'bytes' });
    const boundary = 'edge';
    const head = Object.entries(fields).map(
      ([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const content = '\r\n--edg\r\n--\r\n\r\n-edge--\u0000';
    const file = `--edge\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n${content}\r\n--edge--\r\n`;
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const { status } = await fetch(url, { method: 'POST', body: head.join('') + file, headers });

    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'bytes' }));
    expect([status, await Body?.transformToString()]).toEqual([204, content]);
  });

  it.each([
    ['longer than allowed', 'x'.repeat(11), 'EntityTooLarge'],
    ['shorter than allowed', '', 'EntityTooSmall'],
  ])('are refused when the file is %s', async (_, body, code) => {
    const outcome = await tamper({ Conditions: [['content-length-range', 1, 10]] }, asSigned, body);

    expect(outcome).toMatchObject({ status: 400, code, stored: false });
  });

  it.each(['x', 'x'.repeat(10)])('take a file of exactly the allowed length: %s', async (body) => {
    const outcome = await tamper({ Conditions: [['content-length-range', 1, 10]] }, asSigned, body);

    expect(outcome).toMatchObject({ status: 204, stored: true });
  });

  const typed: Partial<PresignedPostOptions> = {
    Conditions: [
      ['eq', '$Content-Type', 'image/png'],
      ['starts-with', '$x-amz-meta-a', 'ok-'],
    ],
    Fields: { 'Content-Type': 'image/png', 'x-amz-meta-a': 'ok-1' },
  };
  it.each<[string, (fields: Fields) => Fields, string]>([
    ['a field is changed that must be equal', (f) => ({ ...f, 'Content-Type': 'text/html' }), 'AccessDenied'],
    ['a field is changed that must start so', (f) => ({ ...f, 'x-amz-meta-a': 'no' }), 'AccessDenied'],
    ['the key is changed', (f) => ({ ...f, key: 'elsewhere' }), 'AccessDenied'],
    ['a field is added', (f) => ({ ...f, 'x-amz-meta-b': '1' }), 'AccessDenied'],
    ['a field is left out', ({ 'Content-Type': _, ...f }) => f, 'AccessDenied'],
    ['the signature is forged', (f) => ({ ...f, 'X-Amz-Signature': '0'.repeat(64) }), 'SignatureDoesNotMatch'],
    [
      'the policy is another',
      (f) => ({
        ...f,
        Policy: Buffer.from('{"expiration":"2999-01-01T00:00:00Z","conditions":[]}').toString('base64'),
      }),
      'SignatureDoesNotMatch',
    ],
    ['the signature is missing', ({ 'X-Amz-Signature': _, ...f }) => f, 'AccessDenied'],
    ['the policy is missing', ({ Policy: _, ...f }) => f, 'AccessDenied'],
    [
      'the key of the signer is unknown',
      (f) => ({ ...f, 'X-Amz-Credential': (f['X-Amz-Credential'] ?? '').replace('AKIDTEST', 'AKIDNONE') }),
      'InvalidAccessKeyId',
    ],
    [
      'the credential is for another service',
      (f) => ({ ...f, 'X-Amz-Credential': (f['X-Amz-Credential'] ?? '').replace('/s3/', '/sqs/') }),
      'InvalidArgument',
    ],
    ['the algorithm is another', (f) => ({ ...f, 'X-Amz-Algorithm': 'none' }), 'InvalidArgument'],
    ['the date is another', (f) => ({ ...f, 'X-Amz-Date': '20200101T000000Z' }), 'InvalidArgument'],
  ])('are refused when %s', async (_, change, code) => {
    expect(await tamper(typed, change)).toMatchObject({ code, stored: false });
  });

  it('are refused once the policy has expired', async () => {
    const { url, fields } = await sign({ Key: 'late' });
    aheadMs = 61_000;
    const outcome = await submit(url, fields);
    aheadMs = 0;

    expect([outcome.status, outcome.code]).toEqual([403, 'AccessDenied']);
  });

  it('are refused in a bucket the policy does not name', async () => {
    const { url, fields } = await sign({ Key: 'k' });
    const elsewhere = url.replace(`/${Bucket}`, '/other-forms');

    expect(await submit(elsewhere, fields)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('need not name fields that are to be ignored', async () => {
    expect(await tamper({}, (fields) => ({ ...fields, 'x-ignore-me': '1' }))).toMatchObject({
      status: 204,
      stored: true,
    });
  });

  it('answer as the form asked: a status, a document or a redirect', async () => {
    const answerTo = async (field: Fields) => {
      const { url, fields } = await sign({ Key: 'answer', Fields: field });
      return submit(url, fields);
    };

    expect((await answerTo({ success_action_status: '200' })).status).toBe(200);
    expect(await answerTo({ success_action_status: '201' })).toMatchObject({
      status: 201,
      text: expect.stringContaining('<Key>answer</Key>'),
    });
    const redirected = await answerTo({ success_action_redirect: 'http://example.com/done?x=1' });
    expect(redirected.status).toBe(303);
    expect(redirected.headers.get('location')).toMatch(
      /^http:\/\/example\.com\/done\?x=1&bucket=forms&key=answer&etag=/,
    );
  });

  it.each([
    ['no boundary', 'multipart/form-data', '', 'MalformedPOSTRequest'],
    ['another boundary', 'multipart/form-data; boundary=a', '--b\r\n', 'MalformedPOSTRequest'],
    [
      'no file',
      'multipart/form-data; boundary=a',
      '--a\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--a--\r\n',
      'InvalidArgument',
    ],
    [
      'endless fields',
      'multipart/form-data; boundary=a',
      `--a\r\nContent-Disposition: form-data; name="key"\r\n\r\n${'k'.repeat(30_000)}`,
      'MaxPostPreDataLengthExceeded',
    ],
    [
      'a field cut short',
      'multipart/form-data; boundary=a',
      '--a\r\nContent-Disposition: form-data; name="key"\r\n\r\nk',
      'MalformedPOSTRequest',
    ],
  ])('are refused when malformed: %s', async (_, type, body, code) => {
    const response = await fetch(`${opened.endpoint}/${Bucket}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });

    expect(await response.text()).toContain(`<Code>${code}</Code>`);
  });

  it('store nothing when the file is cut short', async () => {
    const { url, fields } = await sign({ Key: 'cut' });
    const head = Object.entries(fields).map(
      ([name, value]) => `--a\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = '--a\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhalf a fi';
    const headers = { 'content-type': 'multipart/form-data; boundary=a' };
    const response = await fetch(url, { method: 'POST', body: head.join('') + file, headers });

    expect(await response.text()).toContain('<Code>IncompleteBody</Code>');
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'cut' }))).rejects.toMatchObject({ name: 'NotFound' });
  });
});
