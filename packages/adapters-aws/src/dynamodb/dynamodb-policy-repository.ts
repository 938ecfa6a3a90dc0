import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { AppError, type PolicyHead, type PolicyRepository } from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { asking } from '../outage.ts';
import { outboxKey, policyRegisterKey } from './keys.ts';
import { type ConditionalWrite, writeTogether } from './transaction.ts';

interface PolicyRepositoryOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/**
 * All heads in one item, so that one consistent read of it is the whole register as it stood at one moment. An item may have
 * 400 KB (DynamoDB quota, checked 2026-11): hundreds of policies as people write them, or few that name thousands of agents.
 */
export function createDynamoDbPolicyRepository(options: PolicyRepositoryOptions): PolicyRepository {
  const { client, tableName: TableName, backoff = createBackoff() } = options;
  return {
    async read() {
      const command = new GetCommand({ TableName, Key: policyRegisterKey, ConsistentRead: true });
      const { Item: { revision = 0, heads = {} } = {} } = await asking('catalogue', () => client.send(command));
      const texts = Object.entries(heads as Readonly<Record<string, string>>).sort(byName);
      return { revision: Number(revision), heads: texts.map(([, text]): PolicyHead => JSON.parse(text)) };
    },
    async put({ revision, head }, entry) {
      const announcement = { Put: { TableName, Item: { ...outboxKey(entry.entryId), entry: JSON.stringify(entry) } } };
      const writes = [registerWrite(TableName, revision, head), { write: announcement }];
      const outcome = await writeTogether({ client, backoff }, writes).catch(refuseTooLarge);
      return outcome === 'written' ? 'written' : 'stale';
    },
  };
}

function registerWrite(TableName: string, revision: number, head: PolicyHead): ConditionalWrite {
  const text = JSON.stringify(head);
  if (revision === 0) {
    const Item = { ...policyRegisterKey, revision: 1, heads: { [head.name]: text } };
    return { write: { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } }, otherwise: 'stale' };
  }
  const Update = {
    TableName,
    Key: policyRegisterKey,
    UpdateExpression: 'SET revision = :next, heads.#name = :head',
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeNames: { '#name': head.name },
    ExpressionAttributeValues: { ':revision': revision, ':next': revision + 1, ':head': text },
  };
  return { write: { Update }, otherwise: 'stale' };
}

/** The service says so only of the whole item; what the caller can change is the agents that it lists. */
function refuseTooLarge(error: unknown): never {
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
  if (!reasons.some(({ Code, Message = '' }) => Code === 'ValidationError' && /size/i.test(Message))) throw error;
  throw new AppError('request.too_large', 'All policies together list more agents than can be stored (400 KB).', {
    details: {
      errors: [{ pointer: '/agents', message: 'are too many; name groups of them by their beginning and *' }],
    },
    cause: error,
  });
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}
