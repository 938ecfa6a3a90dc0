import type { ArtifactStore, Digest, SweptArtifactStore } from '@dtr/core';
import { createS3Asker, createS3Texts, ifThere, type S3Options } from './s3-texts.ts';

const prefix = 'artifacts/';
const keyOf = (digest: Digest) => `${prefix}${digest.slice('sha256:'.length)}.json`;
const digestIn = (key: string) => `sha256:${key.slice(prefix.length, -'.json'.length)}` as Digest;

/** One object per digest. Needs to list the bucket: without that right S3 says "forbidden" for absent objects. */
export function createS3ArtifactStore(options: S3Options): ArtifactStore {
  const texts = createS3Texts(options);
  return {
    put: (digest, text) => texts.putNew(keyOf(digest), text),
    find: (digest) => texts.find(keyOf(digest)),
  };
}

/** The same for whoever sweeps. A bundle without it holds no call that removes an object, and its function needs no such right. */
export function createSweptS3ArtifactStore(options: S3Options): SweptArtifactStore {
  const { bucketName: Bucket } = options;
  const ask = createS3Asker(options);
  return {
    ...createS3ArtifactStore(options),
    async findStoredAt(digest) {
      return ifThere(async () => {
        const object = { Bucket, Key: keyOf(digest) };
        const head = await ask(({ sdk, client }) => client.send(new sdk.HeadObjectCommand(object)));
        return head.LastModified;
      });
    },
    async list(position) {
      const query = { Bucket, Prefix: prefix, ...(position !== undefined && { ContinuationToken: position }) };
      const page = await ask(({ sdk, client }) => client.send(new sdk.ListObjectsV2Command(query)));
      const items = (page.Contents ?? []).flatMap(({ Key, LastModified }) =>
        Key && LastModified ? [{ digest: digestIn(Key), storedAt: LastModified }] : [],
      );
      return { items, ...(page.NextContinuationToken !== undefined && { position: page.NextContinuationToken }) };
    },
    async remove(digest) {
      const object = { Bucket, Key: keyOf(digest) };
      await ask(({ sdk, client }) => client.send(new sdk.DeleteObjectCommand(object)));
    },
  };
}
