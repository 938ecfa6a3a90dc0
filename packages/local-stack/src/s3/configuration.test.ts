import {
  CreateBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetBucketLifecycleConfigurationCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'configured';

describe('S3 configuration and tags', () => {
  let opened: OpenS3;
  let s3: S3Client;
  beforeAll(async () => {
    opened = await openS3();
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Tagging: 'from=put&b=%26' }));
  });
  afterAll(() => opened.close());

  it('give lifecycle rules back as they were put', async () => {
    const Rules = [{ ID: 'x', Status: 'Enabled', Filter: { Prefix: 'a&b/' }, Expiration: { Days: 1 } }] as const;
    const get = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchLifecycleConfiguration' });
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [...Rules] } }),
    );

    expect((await get()).Rules).toEqual(Rules);
    await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
    await expect(get()).rejects.toMatchObject({ name: 'NoSuchLifecycleConfiguration' });
  });

  it('give the public access block back', async () => {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true, RestrictPublicBuckets: false };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    const got = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));

    expect(got.PublicAccessBlockConfiguration).toMatchObject(PublicAccessBlockConfiguration);
  });

  it('keep the tags of an object', async () => {
    const get = async () => (await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' }))).TagSet;
    const TagSet = [{ Key: 'a', Value: '<1>' }];

    expect(await get()).toEqual([
      { Key: 'from', Value: 'put' },
      { Key: 'b', Value: '&' },
    ]);
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }));
    expect(await get()).toEqual(TagSet);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).TagCount).toBe(1);
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'k' }));
    expect(await get()).toEqual([]);
  });

  it('refuse tags beyond the quota', async () => {
    const tag = (TagSet: { Key: string; Value: string }[]) =>
      s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet } }));
    const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: `${index}`, Value: '' }));

    await expect(tag(eleven)).rejects.toMatchObject({ name: 'InvalidTag' });
    await expect(tag([{ Key: 'x'.repeat(129), Value: '' }])).rejects.toMatchObject({ name: 'InvalidTag' });
    await expect(
      tag([
        { Key: 'a', Value: '' },
        { Key: 'a', Value: '' },
      ]),
    ).rejects.toMatchObject({ name: 'InvalidTag' });
  });

  it('say plainly what is not offered', async () => {
    await expect(s3.send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
