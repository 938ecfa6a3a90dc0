import { ConditionalCheckFailedException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Backoff } from '../backoff.ts';
import { asking, unavailable } from '../outage.ts';
import type { Item } from './query-items.ts';

export interface UpdateDeps {
  readonly client: DynamoDBDocumentClient;
  readonly backoff: Backoff;
}

const tries = 6;

/**
 * The item after the update; `undefined`, and nothing is written, when the condition does not hold. An update that meets a
 * transaction on the same item is refused, which the SDK does not repeat: that is done here, with full jitter.
 */
export async function updateIf(
  { client, backoff }: UpdateDeps,
  update: UpdateCommandInput & { readonly ConditionExpression: string },
): Promise<Item | undefined> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const command = new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' });
      const { Attributes = {} } = await asking('catalogue', () => client.send(command));
      return Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      if (!(error instanceof TransactionConflictException)) throw error;
      if (attempt === tries - 1) throw unavailable('catalogue', error);
      await backoff(attempt);
    }
  }
}
