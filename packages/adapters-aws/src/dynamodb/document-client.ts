import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * A client with its time limits spelt out; what is not given comes from where the SDK looks for it. The SDK repeats
 * throttled and lost calls, transactions under one token; cancelled transactions are the repository's part.
 */
export function createDocumentClient(given: DynamoDBClientConfig = {}): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
    ...given,
  });
  return DynamoDBDocumentClient.from(client);
}
