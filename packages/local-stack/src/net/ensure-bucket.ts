import { AwsCallError, type AwsEndpoint, awsFetch } from './aws-call.ts';

/** Creates a bucket on an S3 that is not ours; one that is there already is as good. */
export async function ensureBucket(at: AwsEndpoint, bucket: string): Promise<void> {
  const response = await awsFetch('s3', at, { method: 'PUT', url: new URL(`/${bucket}`, at.endpoint) });
  const text = await response.text();
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? 'Unknown';
  if (!response.ok && code !== 'BucketAlreadyOwnedByYou')
    throw new AwsCallError(code, response.status, `creating ${bucket}`);
}
