import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'versions';

describe('S3 versions', () => {
  let opened: OpenS3;
  let s3: S3Client;
  const setVersioning = (Status: 'Enabled' | 'Suspended') =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  const put = async (Key: string, Body: string) =>
    (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
  const remove = (Key: string, VersionId?: string) => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  const read = async (Key: string, VersionId?: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return Body?.transformToString();
  };
  const list = async (Prefix: string, rest = {}) => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix, ...rest }));

  beforeAll(async () => {
    opened = await openS3();
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  beforeEach(() => setVersioning('Enabled'));
  afterAll(() => opened.close());

  it('keep what was overwritten, by its id', async () => {
    const [first, second] = [await put('kept', 'one'), await put('kept', 'two')];

    expect([await read('kept'), await read('kept', first), await read('kept', second)]).toEqual(['two', 'one', 'two']);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    await expect(read('kept', 'unknown')).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  it('hide a deleted key behind a marker, and show it again when the marker is deleted', async () => {
    await put('hidden', 'x');
    const { DeleteMarker, VersionId } = await remove('hidden');

    expect(DeleteMarker).toBe(true);
    await expect(read('hidden')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read('hidden', VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await remove('hidden', VersionId)).toMatchObject({ DeleteMarker: true, VersionId });
    expect(await read('hidden')).toBe('x');
  });

  it('make the one before the latest when the latest is deleted for good', async () => {
    await put('back', 'one');
    const latest = await put('back', 'two');
    await remove('back', latest);

    expect(await read('back')).toBe('one');
    expect((await list('back')).Versions).toMatchObject([{ IsLatest: true }]);
  });

  it('are listed newest first, in pages that lose none', async () => {
    for (const body of ['1', '2']) for (const key of ['p/a', 'p/b']) await put(key, body);
    await remove('p/a');
    const whole = await list('p/');
    const paged: string[] = [];
    for (let marker = {}, more = true; more; ) {
      const page = await list('p/', { MaxKeys: 2, ...marker });
      for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
        paged.push(`${Key} ${VersionId}`);
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      more = page.IsTruncated ?? false;
    }

    expect(whole.Versions?.map(({ Key, IsLatest }) => [Key, IsLatest])).toEqual([
      ['p/a', false],
      ['p/a', false],
      ['p/b', true],
      ['p/b', false],
    ]);
    const all = [...(whole.Versions ?? []), ...(whole.DeleteMarkers ?? [])].map(
      ({ Key, VersionId }) => `${Key} ${VersionId}`,
    );
    expect(paged.sort()).toEqual(all.sort());
  });

  it('all go when one empties a bucket page by page', async () => {
    for (const body of ['1', '2', '3', '4', '5']) for (const key of ['q/a', 'q/b']) await put(key, body);
    for (let marker = {}, more = true; more; ) {
      const page = await list('q/', { MaxKeys: 2, ...marker });
      for (const { Key = '', VersionId } of page.Versions ?? []) await remove(Key, VersionId);
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      more = page.IsTruncated ?? false;
    }

    expect((await list('q/')).Versions).toBeUndefined();
  });

  it('are no longer made while suspended: the null version is replaced', async () => {
    const kept = await put('mixed', 'version');
    await setVersioning('Suspended');
    await put('mixed', 'null 1');
    await put('mixed', 'null 2');

    expect((await list('mixed')).Versions?.map(({ VersionId }) => VersionId)).toEqual(['null', kept]);
    expect([await read('mixed'), await read('mixed', kept)]).toEqual(['null 2', 'version']);
  });
});
