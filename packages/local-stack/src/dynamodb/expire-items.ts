import type { Log } from '../log/log.ts';
import { AwsCallError, type AwsEndpoint, dynamoDbCall } from '../net/aws-call.ts';

/** Seldom, as in AWS, which takes up to days: nothing may rely on it, readers check the expiry themselves. */
const EVERY_MS = 10 * 60_000;

type Item = Readonly<Record<string, unknown>>;
interface ScanPage {
  readonly Items: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

/** Which table, and the attribute with the expiry in epoch seconds. */
export interface ExpiringTable {
  readonly tableName: string;
  readonly keyAttributes: readonly string[];
  readonly ttlAttribute: string;
}

/** The engine knows time to live as a setting but never deletes; this does it, now and then. Returns how to stop it. */
export function startExpiry(at: AwsEndpoint, table: ExpiringTable, log: Log): () => void {
  const timer = setInterval(() => {
    expireItems(at, table, Date.now()).then(
      (count) => count > 0 && log.write('debug', 'dynamodb', 'items expired', { count }),
      (error) => log.write('warn', 'dynamodb', 'expiry failed', { reason: String(error) }),
    );
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Deletes what expired before `nowMs`; an item that is given a later expiry meanwhile stays. Returns how many went. */
export async function expireItems(at: AwsEndpoint, table: ExpiringTable, nowMs: number): Promise<number> {
  let count = 0;
  let ExclusiveStartKey: Item | undefined;
  do {
    const page: ScanPage = await dynamoDbCall(at, 'Scan', {
      ...expired(table, nowMs),
      ...projection(table),
      ExclusiveStartKey,
    });
    for (const key of page.Items) count += await remove(at, table, key, nowMs);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return count;
}

const expired = ({ tableName, ttlAttribute }: ExpiringTable, nowMs: number) => ({
  TableName: tableName,
  FilterExpression: '#ttl < :now',
  ExpressionAttributeNames: { '#ttl': ttlAttribute },
  ExpressionAttributeValues: { ':now': { N: String(Math.floor(nowMs / 1000)) } },
});

const projection = ({ keyAttributes }: ExpiringTable) => ({ ProjectionExpression: keyAttributes.join(', ') });

async function remove(at: AwsEndpoint, table: ExpiringTable, Key: Item, nowMs: number): Promise<0 | 1> {
  const { FilterExpression, ...rest } = expired(table, nowMs);
  try {
    await dynamoDbCall(at, 'DeleteItem', { ...rest, Key, ConditionExpression: FilterExpression });
    return 1;
  } catch (error) {
    if (error instanceof AwsCallError && error.code === 'ConditionalCheckFailedException') return 0;
    throw error;
  }
}
