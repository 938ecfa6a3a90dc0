import type { HealthProbe } from '@dtr/core';
import type { S3Options } from './s3-texts.ts';

/** Without objects tools can still be listed, so that the service counts as degraded. */
export function createS3HealthProbe({ connect, bucketName }: S3Options): HealthProbe {
  return {
    name: 's3',
    isRequired: false,
    async check(abortSignal) {
      const { sdk, client } = await connect();
      await client.send(new sdk.HeadBucketCommand({ Bucket: bucketName }), { abortSignal });
    },
  };
}
