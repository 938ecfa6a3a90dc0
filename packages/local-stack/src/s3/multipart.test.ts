import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { type OpenS3, openS3 } from './testing/open-s3.ts';

const Bucket = 'parts';
const part = (letter: string, sizeBytes = 5 * 1024 ** 2) => Buffer.alloc(sizeBytes, letter);
const md5 = (data: Buffer) => createHash('md5').update(data).digest();

describe('S3 multipart uploads', () => {
  let opened: OpenS3;
  let s3: S3Client;
  const begin = async (Key: string, rest = {}) => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...rest }));
    return { Bucket, Key, UploadId };
  };
  type Upload = Awaited<ReturnType<typeof begin>>;
  const send = async (upload: Upload, PartNumber: number, Body: Buffer) => {
    const { $metadata: _, ...sent } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
    return { ...sent, PartNumber };
  };
  const complete = (upload: Upload, Parts: { PartNumber: number; ETag?: string | undefined }[]) =>
    s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));

  beforeAll(async () => {
    opened = await openS3();
    s3 = opened.client();
    await s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(() => opened.close());

  it('become one object, with the ETag of its parts', async () => {
    const upload = await begin('whole', { Metadata: { a: 'b' } });
    const bodies = [part('a'), part('b'), part('c', 10)];
    const parts = [];
    for (const [index, body] of bodies.entries()) parts.push(await send(upload, index + 1, body));
    const done = await complete(upload, parts);
    const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key: 'whole' }));

    expect(done.ETag).toBe(`"${md5(Buffer.concat(bodies.map(md5))).toString('hex')}-3"`);
    expect(Buffer.compare(Buffer.from((await Body?.transformToByteArray()) ?? []), Buffer.concat(bodies))).toBe(0);
    expect(Metadata).toEqual({ a: 'b' });
    await expect(complete(upload, parts)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it.each([
    ['SHA256', 'COMPOSITE'],
    ['CRC32', 'COMPOSITE'],
    ['CRC32', 'FULL_OBJECT'],
    ['CRC64NVME', 'FULL_OBJECT'],
  ] as const)('carry checksums: %s, %s', async (ChecksumAlgorithm, ChecksumType) => {
    const upload = await begin('sums', { ChecksumAlgorithm, ChecksumType });
    const parts = [await send(upload, 1, part('x', 100))];
    const done = await complete(upload, parts);

    const sum = { CRC32: done.ChecksumCRC32, CRC64NVME: done.ChecksumCRC64NVME, SHA256: done.ChecksumSHA256 }[
      ChecksumAlgorithm
    ];
    expect(sum).toMatch(ChecksumType === 'COMPOSITE' ? /-1$/ : /=$/);
  });

  it('can take parts from other objects', async () => {
    const source = await begin('source');
    await complete(source, [await send(source, 1, Buffer.from('0123456789'))]);
    const upload = await begin('copied');
    const copy = { ...upload, PartNumber: 1, CopySource: `${Bucket}/source` };
    const { CopyPartResult } = await s3.send(new UploadPartCopyCommand({ ...copy, CopySourceRange: 'bytes=2-4' }));
    await complete(upload, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);

    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'copied' }));
    expect(await Body?.transformToString()).toBe('234');
    const outside = new UploadPartCopyCommand({ ...copy, ...(await begin('copied')), CopySourceRange: 'bytes=5-10' });
    await expect(s3.send(outside)).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('refuse parts that are unknown, out of order or too small', async () => {
    const upload = await begin('refused');
    const [one, two] = [await send(upload, 1, part('a', 10)), await send(upload, 2, part('b', 10))];

    await expect(complete(upload, [{ PartNumber: 3, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(upload, [{ ...one, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(upload, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(upload, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(send(upload, 10_001, part('c', 1))).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('are listed while under way, and leave nothing when aborted', async () => {
    const upload = await begin('aborted');
    await send(upload, 1, part('old', 10));
    await send(upload, 1, part('new', 20));
    const parts = await s3.send(new ListPartsCommand(upload));
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'abort' }));
    await s3.send(new AbortMultipartUploadCommand(upload));

    expect(parts.Parts).toMatchObject([{ PartNumber: 1, Size: 20 }]);
    expect(Uploads).toMatchObject([{ Key: 'aborted', UploadId: upload.UploadId }]);
    await expect(s3.send(new ListPartsCommand(upload))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});
