import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { asking } from '../outage.ts';

export type Item = Readonly<Record<string, unknown>>;

/** As many items as asked for, if there are that many: one answer of the service ends after 1 MB. */
export async function queryItems(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
  limit: number,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = new QueryCommand({
      ...query,
      Limit: limit - items.length,
      ...(start && { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await asking('catalogue', () => client.send(page));
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined && items.length < limit);
  return items;
}
