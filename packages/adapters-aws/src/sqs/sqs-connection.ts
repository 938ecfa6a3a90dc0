import type { SQSClient, SQSClientConfig } from '@aws-sdk/client-sqs';
import { lazily } from '../lazy.ts';

type SqsSdk = typeof import('@aws-sdk/client-sqs');

/** The SDK's module with a client of it. */
export interface SqsConnection {
  readonly sdk: SqsSdk;
  readonly client: SQSClient;
}

export type SqsConnector = () => Promise<SqsConnection>;

/** Loads the SDK at the first use: few requests send a message. What is not given comes from where the SDK looks for it. */
export function createSqsConnector(given: SQSClientConfig = {}): SqsConnector {
  return lazily(async () => {
    const sdk = await import('@aws-sdk/client-sqs');
    const client = new sdk.SQSClient({
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
      ...given,
    });
    return { sdk, client };
  });
}
