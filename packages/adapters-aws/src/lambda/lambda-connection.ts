import type { LambdaClient, LambdaClientConfig } from '@aws-sdk/client-lambda';
import { lazily } from '../lazy.ts';

type LambdaSdk = typeof import('@aws-sdk/client-lambda');

/** The SDK's module with a client of it. */
export interface LambdaConnection {
  readonly sdk: LambdaSdk;
  readonly client: LambdaClient;
}

export type LambdaConnector = () => Promise<LambdaConnection>;

/**
 * Loads the SDK at the first use; what is not given comes from where the SDK looks for it. The client never repeats a call: an invocation has no token that
 * would make that safe.
 */
export function createLambdaConnector(given: LambdaClientConfig = {}): LambdaConnector {
  return lazily(async () => {
    const sdk = await import('@aws-sdk/client-lambda');
    const client = new sdk.LambdaClient({
      maxAttempts: 1,
      // Each invocation has a shorter limit of its own; this is the last resort.
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
      ...given,
    });
    return { sdk, client };
  });
}
