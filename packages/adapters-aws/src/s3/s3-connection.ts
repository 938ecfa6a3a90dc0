import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { lazily } from '../lazy.ts';

type S3Sdk = typeof import('@aws-sdk/client-s3');

/** The SDK's module with a client of it. */
export interface S3Connection {
  readonly sdk: S3Sdk;
  readonly client: S3Client;
}

export type S3Connector = () => Promise<S3Connection>;

export interface S3ConnectorOptions {
  /** Bucket in the path, not in the host name: for endpoints without a name of their own. */
  readonly isPathStyle: boolean;
  /** What is not given here comes from where the SDK looks for it. */
  readonly client?: S3ClientConfig;
}

/** Loads the SDK at the first use: a cold start that needs no object does not pay for it. */
export function createS3Connector({ isPathStyle, client: given }: S3ConnectorOptions): S3Connector {
  return lazily(async () => {
    const sdk = await import('@aws-sdk/client-s3');
    const client = new sdk.S3Client({
      forcePathStyle: isPathStyle,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
      ...given,
    });
    return { sdk, client };
  });
}
