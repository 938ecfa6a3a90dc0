import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { WriteOutcome } from '@dtr/core';
import type { Backoff } from '../backoff.ts';
import { asking } from '../outage.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction and what it means when its condition does not hold. */
export interface ConditionalWrite<Outcome extends string = WriteOutcome> {
  readonly write: TransactItem;
  readonly otherwise?: Outcome;
}

export interface TransactionDeps {
  readonly client: DynamoDBDocumentClient;
  readonly backoff: Backoff;
}

const tries = 6;
/** Cancelled because of others, not because of what was asked; nothing was written. */
export const passingReasons: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * Writes all or nothing. A failed condition is an outcome, the first in the order of the writes. Conflicts with other transactions
 * are repeated here, and only here, with full jitter; when they do not end the outcome is `conflict`.
 */
export async function writeTogether<Outcome extends string = WriteOutcome>(
  { client, backoff }: TransactionDeps,
  writes: readonly ConditionalWrite<Outcome>[],
): Promise<Outcome | 'written' | 'conflict'> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const outcome = await tryOnce(client, writes);
    if (outcome !== 'conflict') return outcome;
    await backoff(attempt);
  }
  return 'conflict';
}

async function tryOnce<Outcome extends string>(
  client: DynamoDBDocumentClient,
  writes: readonly ConditionalWrite<Outcome>[],
): Promise<Outcome | 'written' | 'conflict'> {
  const command = new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) });
  try {
    await asking('catalogue', () => client.send(command));
    return 'written';
  } catch (error) {
    const outcome = error instanceof TransactionCanceledException && outcomeOf(error, writes);
    if (outcome) return outcome;
    throw error;
  }
}

function outcomeOf<Outcome extends string>(
  { CancellationReasons = [] }: TransactionCanceledException,
  writes: readonly ConditionalWrite<Outcome>[],
): Outcome | 'conflict' | undefined {
  const failed = CancellationReasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  if (failed >= 0) return writes[failed]?.otherwise;
  return CancellationReasons.some(({ Code = '' }) => passingReasons.has(Code)) ? 'conflict' : undefined;
}
