import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { WindowCounter } from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { updateIf } from './conditional-update.ts';
import { windowKey } from './keys.ts';
import { expiryAttribute } from './table-definition.ts';

interface WindowCounterOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/** After its end: long enough for every clock to agree that the window is past. */
const keptSeconds = 3_600;

/** One item per window. A write that is repeated because its answer was lost may count twice: never too few, sometimes one too many. */
export function createDynamoDbWindowCounter(options: WindowCounterOptions): WindowCounter {
  const { client, tableName, backoff = createBackoff() } = options;
  return {
    async count({ name, startsAtMs, lengthMs, limit, places = 1 }) {
      if (places > limit) return 'full';
      const counted = await updateIf(
        { client, backoff },
        {
          TableName: tableName,
          Key: windowKey(name, startsAtMs),
          UpdateExpression: 'SET #expiry = :expiry ADD counted :places',
          ConditionExpression: 'attribute_not_exists(counted) OR counted <= :most',
          ExpressionAttributeNames: { '#expiry': expiryAttribute },
          ExpressionAttributeValues: {
            ':expiry': Math.ceil((startsAtMs + lengthMs) / 1_000) + keptSeconds,
            ':places': places,
            ':most': limit - places,
          },
        },
      );
      return counted === undefined ? 'full' : Number(counted.counted);
    },
  };
}
