import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

describe('S3 buckets', () => {
  let opened: OpenS3;
  let s3: S3Client;
  beforeAll(async () => {
    opened = await openS3();
    s3 = opened.client();
  });
  afterAll(() => opened.close());

  it('come, are found and go when they are empty', async () => {
    const Bucket = 'comes-and-goes';
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new HeadBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const listed = await s3.send(new ListBucketsCommand({}));

    expect(listed.Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'other' }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it.each(['ab', 'Upper', 'a..b', '-start', '127.0.0.1'])('are refused under the name %s', async (Bucket) => {
    await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'InvalidBucketName' });
  });
});

describe('S3 lists', () => {
  const Bucket = 'lists';
  const keys = ['a/1', 'a/2', 'a/b/3', 'b', 'c/4', 'c&<d>', 'é/5', '\u{1F600}', '\uFF5E'];
  let opened: OpenS3;
  let s3: S3Client;
  const list = (query = {}) => s3.send(new ListObjectsV2Command({ Bucket, ...query }));
  const inOrder = (texts: readonly string[]) =>
    [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

  beforeAll(async () => {
    opened = await openS3();
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const Key of [...keys].reverse()) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  });
  afterAll(() => opened.close());

  it('give keys in the order of their bytes', async () => {
    const { Contents, KeyCount, IsTruncated } = await list();

    expect(Contents?.map(({ Key }) => Key)).toEqual(inOrder(keys));
    expect([KeyCount, IsTruncated]).toEqual([keys.length, false]);
  });

  it('roll keys up to the delimiter', async () => {
    const top = await list({ Delimiter: '/' });
    const below = await list({ Delimiter: '/', Prefix: 'a/' });

    expect(top.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/', 'é/']);
    expect(top.Contents?.map(({ Key }) => Key)).toEqual(inOrder(['b', 'c&<d>', '\u{1F600}', '\uFF5E']));
    expect(below.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(below.CommonPrefixes).toEqual([{ Prefix: 'a/b/' }]);
  });

  it.each([{}, { Delimiter: '/' }, { Prefix: 'a' }, { Prefix: 'a/', Delimiter: '/' }])(
    'give every entry once, whatever the size of the page: %j',
    async (query) => {
      const entriesOf = async (pageSize: number) => {
        const entries: (string | undefined)[] = [];
        for await (const page of paginateListObjectsV2({ client: s3, pageSize }, { Bucket, ...query })) {
          entries.push(
            ...(page.Contents ?? []).map(({ Key }) => Key),
            ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
          );
        }
        return entries.sort();
      };
      const whole = await entriesOf(1_000);

      for (const pageSize of [1, 2, 3]) expect(await entriesOf(pageSize)).toEqual(whole);
    },
  );

  it('start after a key, encode keys on request, and refuse a token that is not theirs', async () => {
    const later = await list({ StartAfter: 'b', EncodingType: 'url', MaxKeys: 1 });

    expect(later.Contents?.map(({ Key }) => Key)).toEqual(['c%26%3Cd%3E']);
    expect((await list({ MaxKeys: 0 })).IsTruncated).toBe(false);
    await expect(list({ ContinuationToken: 'not one of ours' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
