import type { ArtifactStore, Digest } from '@dtr/core';
import { createS3Texts, type S3Options } from './s3-texts.ts';

const prefix = 'artifacts/';
const keyOf = (digest: Digest) => `${prefix}${digest.slice('sha256:'.length)}.json`;
const digestIn = (key: string) => `sha256:${key.slice(prefix.length, -'.json'.length)}` as Digest;

/** One object per digest. Needs to list the bucket: without that right S3 says "forbidden" for absent objects. */
export function createS3ArtifactStore(options: S3Options): ArtifactStore {
  const texts = createS3Texts(options);
  return {
    put: (digest, text) => texts.putNew(keyOf(digest), text),
    find: (digest) => texts.find(keyOf(digest)),
    findStoredAt: (digest) => texts.findStoredAt(keyOf(digest)),
    remove: (digest) => texts.remove(keyOf(digest)),
    async list(position) {
      const { objects, next } = await texts.list(prefix, position);
      const items = objects.flatMap(({ Key, LastModified }) =>
        Key && LastModified ? [{ digest: digestIn(Key), storedAt: LastModified }] : [],
      );
      return { items, ...(next !== undefined && { position: next }) };
    },
  };
}
