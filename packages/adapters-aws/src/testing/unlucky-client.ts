import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../dynamodb/document-client.ts';
import { testCredentials } from './fake-service.ts';

export interface UnluckyClient {
  readonly client: DynamoDBDocumentClient;
  /** The names of all commands that were sent, repetitions among them. */
  readonly sent: readonly string[];
  /** The answer to the next command is lost after the table has done what it says. */
  loseNextAnswer(): void;
  /** The table refuses the next commands, as if each met a transaction. */
  refuseNext(count: number): void;
}

/** The client of production on an engine, with the misfortunes that no engine has by itself. */
export function createUnluckyClient(endpoint: string): UnluckyClient {
  const client = createDocumentClient({ endpoint, region: 'us-east-1', credentials: testCredentials });
  const sent: string[] = [];
  let isLosing = false;
  let refusals = 0;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        sent.push(commandName);
        if (refusals > 0) {
          refusals -= 1;
          throw conflictOf(commandName);
        }
        const answer = await next(args);
        if (!isLosing) return answer;
        isLosing = false;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    // Below the SDK's own repetitions.
    { step: 'deserialize', priority: 'low' },
  );
  return {
    client,
    sent,
    loseNextAnswer() {
      isLosing = true;
    },
    refuseNext(count) {
      refusals = count;
    },
  };
}

function conflictOf(commandName: string): Error {
  const $metadata = {};
  if (commandName !== 'TransactWriteItemsCommand') {
    return new TransactionConflictException({ $metadata, message: 'There is a transaction on this item.' });
  }
  const CancellationReasons = [{ Code: 'TransactionConflict' }, { Code: 'None' }];
  return new TransactionCanceledException({ $metadata, message: 'There is another one.', CancellationReasons });
}
