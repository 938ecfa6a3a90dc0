import type { OutputStore } from '@dtr/core';
import { createS3Texts, type S3Options } from './s3-texts.ts';

/** Objects below `executions/`, `outputs/`, `jobs/` and `answers/`; a lifecycle rule expires them after the rows that name them. */
export function createS3OutputStore(options: S3Options): OutputStore {
  const texts = createS3Texts(options);
  return {
    put: texts.put,
    find: texts.find,
    async link(key, seconds) {
      const { sdk, client } = await options.connect();
      const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
      const signingDate = new Date();
      const command = new sdk.GetObjectCommand({ Bucket: options.bucketName, Key: key });
      const url = await getSignedUrl(client, command, { expiresIn: seconds, signingDate });
      return { url, expiresAt: new Date(signingDate.getTime() + seconds * 1_000).toISOString() };
    },
  };
}
