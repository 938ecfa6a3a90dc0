import type { VerdictCache, VerdictKey } from '@dtr/core';
import { createS3Texts, type S3Options } from './s3-texts.ts';

const hexOf = (digest: string) => digest.slice('sha256:'.length);
const keyOf = ({ policyDigest, engineVersion, digest, wordsDigest }: VerdictKey) =>
  `verdicts/${hexOf(policyDigest)}/${encodeURIComponent(engineVersion)}/${hexOf(digest)}-${hexOf(wordsDigest)}.json`;

/** One object per verdict. Old ones may be expired by a lifecycle rule; they are judged again. */
export function createS3VerdictCache(options: S3Options): VerdictCache {
  const texts = createS3Texts(options);
  return {
    async find(key) {
      const text = await texts.find(keyOf(key));
      return text === undefined ? undefined : JSON.parse(text);
    },
    put: (key, verdict) => texts.put(keyOf(key), JSON.stringify(verdict)),
  };
}
