import type { Digest, PolicyDocumentStore } from '@dtr/core';
import { createS3Texts, type S3Options } from './s3-texts.ts';

const keyOf = (digest: Digest) => `policies/${digest.slice('sha256:'.length)}.json`;

/** One object per digest, never replaced. */
export function createS3PolicyDocumentStore(options: S3Options): PolicyDocumentStore {
  const texts = createS3Texts(options);
  return {
    async put(digest, text) {
      await texts.putNew(keyOf(digest), text);
    },
    find: (digest) => texts.find(keyOf(digest)),
  };
}
