import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'objects';

describe('S3 objects', () => {
  let opened: OpenS3;
  let s3: S3Client;
  const put = (Key: string, Body: string, rest = {}) => s3.send(new PutObjectCommand({ Bucket, Key, Body, ...rest }));
  const get = async (Key: string, rest = {}) => {
    const { Body, ...answer } = await s3.send(new GetObjectCommand({ Bucket, Key, ...rest }));
    return { ...answer, text: (await Body?.transformToString()) ?? '' };
  };

  beforeAll(async () => {
    opened = await openS3();
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(() => opened.close());

  it('gives back bytes, headers, metadata and ETag as they were put', async () => {
    const kept = {
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ContentEncoding: 'identity',
      Metadata: { x: 'y' },
    };
    const written = await put('a/b c+ü.txt', 'hello', kept);
    await put('empty', '', { ContentLength: 0 });

    expect(written.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    expect(await get('a/b c+ü.txt')).toMatchObject({ ...kept, text: 'hello', ContentLength: 5, ETag: written.ETag });
    expect(await get('empty')).toMatchObject({ text: '', ContentLength: 0 });
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    'keeps a checksum the client can verify: %s',
    async (algorithm) => {
      await put('sum', 'checked', { ChecksumAlgorithm: algorithm });
      const answer = await get('sum', { ChecksumMode: 'ENABLED' });

      expect(answer[`Checksum${algorithm}`]).toEqual(expect.any(String));
      expect(answer.ChecksumType).toBe('FULL_OBJECT');
    },
  );

  it.each([
    [{ ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
    [{ ChecksumSHA256: Buffer.alloc(32).toString('base64') }, 'BadDigest'],
    [{ ContentMD5: Buffer.alloc(16).toString('base64') }, 'BadDigest'],
    [{ ContentMD5: 'AAAA' }, 'InvalidDigest'],
  ])('stores nothing when the bytes are not those declared: %j', async (declared, name) => {
    await expect(put('torn', 'bytes', declared)).rejects.toMatchObject({ name });
    await expect(get('torn')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('answers ranges with just those bytes', async () => {
    await put('range', 'hello');

    expect(await get('range', { Range: 'bytes=1-2' })).toMatchObject({ text: 'el', ContentRange: 'bytes 1-2/5' });
    expect(await get('range', { Range: 'bytes=-2' })).toMatchObject({ text: 'lo', ContentRange: 'bytes 3-4/5' });
    await expect(get('range', { Range: 'bytes=9-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('keeps keys that look like paths as the names they are', async () => {
    const odd = ['/lead', 'a//b', 'a/../b', './x', 'trail/', '100%', 'a?b&c=d', '☃', "!'()*", 'x\u0001y'];
    for (const key of odd) await put(key, key);

    for (const key of odd) expect(await get(key)).toMatchObject({ text: key });
  });

  it('writes once when asked to, so that of many writers exactly one wins', async () => {
    const writers = Array.from({ length: 8 }, (_, index) => put('once', `writer ${index}`, { IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled(writers);

    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.name] : []));
    expect(refusals).toEqual(Array(7).fill('PreconditionFailed'));
  });

  it('replaces only the version it was told to', async () => {
    const { ETag } = await put('swap', 'one');
    await put('swap', 'two', { IfMatch: ETag });

    await expect(put('swap', 'three', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('absent', 'x', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await get('swap')).text).toBe('two');
  });

  it('answers conditional reads by ETag and by date', async () => {
    const { ETag } = await put('read', 'x');
    const past = new Date(Date.now() - 60_000);
    const status = (code: number) =>
      expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: code }) });

    await expect(get('read', { IfNoneMatch: ETag })).rejects.toEqual(status(304));
    await expect(get('read', { IfMatch: '"other"' })).rejects.toEqual(status(412));
    await expect(get('read', { IfModifiedSince: new Date() })).rejects.toEqual(status(304));
    await expect(get('read', { IfUnmodifiedSince: past })).rejects.toEqual(status(412));
    expect(await get('read', { IfMatch: ETag, IfUnmodifiedSince: past })).toMatchObject({ text: 'x' });
  });

  it('tells a head request what a get would say, without the bytes', async () => {
    await put('head', 'hello', { Metadata: { a: 'b' } });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'head' }));

    expect(head).toMatchObject({ ContentLength: 5, Metadata: { a: 'b' }, AcceptRanges: 'bytes' });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('copies bytes with their metadata, or with new ones', async () => {
    await put('from ü', 'copied', { Metadata: { a: 'b' }, ContentType: 'text/plain' });
    const CopySource = `${Bucket}/${encodeURIComponent('from ü')}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource }));
    const replaced = { MetadataDirective: 'REPLACE', Metadata: { c: 'd' } } as const;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to2', CopySource, ...replaced }));

    expect(await get('to')).toMatchObject({ text: 'copied', Metadata: { a: 'b' }, ContentType: 'text/plain' });
    expect(await get('to2')).toMatchObject({ text: 'copied', Metadata: { c: 'd' } });
    const toItself = new CopyObjectCommand({ Bucket, Key: 'from ü', CopySource });
    await expect(s3.send(toItself)).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('deletes one or many, also those that are not there', async () => {
    for (const key of ['d1', 'd2', 'd<&>3']) await put(key, 'x');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'd1' }));
    const Objects = ['d1', 'd2', 'd<&>3'].map((Key) => ({ Key }));
    const answer = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));

    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(['d1', 'd2', 'd<&>3']);
    await expect(get('d2')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('names what is missing, and refuses what it does not do', async () => {
    await expect(s3.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
      BucketName: 'nowhere',
    });
    await expect(put('x', 'x', { SSECustomerAlgorithm: 'AES256' })).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(put('x', 'x', { ACL: 'public-read' })).rejects.toMatchObject({
      name: 'AccessControlListNotSupported',
    });
    await expect(put('k'.repeat(1025), 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
    await expect(put('x', 'x', { Metadata: { a: 'b'.repeat(2100) } })).rejects.toMatchObject({
      name: 'MetadataTooLarge',
    });
  });
});
