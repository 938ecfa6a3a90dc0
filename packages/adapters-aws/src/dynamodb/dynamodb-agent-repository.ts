import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type AgentRecord, type AgentRepository, type KeyRecord, keyRecordsOf } from '@dtr/core';
import { type Backoff, createBackoff } from '../backoff.ts';
import { asking } from '../outage.ts';
import { createDynamoDbKeyReader } from './dynamodb-key-reader.ts';
import { epochSeconds } from './kept-text-item.ts';
import { agentRecordKey, agentRecordsPartition, keyKey } from './keys.ts';
import { queryItems } from './query-items.ts';
import { expiryAttribute } from './table-definition.ts';
import { type ConditionalWrite, writeTogether } from './transaction.ts';

interface AgentRepositoryOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly backoff?: Backoff;
}

/** How long a key that has ended is still told from one that nobody ever had. */
const endedKeySeconds = 90 * 86_400;

/** All agents in one partition, written by operators alone; each key an item of its own, so that admitting one is a single read. */
export function createDynamoDbAgentRepository(options: AgentRepositoryOptions): AgentRepository {
  const { client, tableName: TableName, backoff = createBackoff() } = options;
  return {
    ...createDynamoDbKeyReader(options),
    async find(name) {
      const command = new GetCommand({ TableName, Key: agentRecordKey(name), ConsistentRead: true });
      const { Item } = await asking('catalogue', () => client.send(command));
      return Item && JSON.parse(Item.agent);
    },
    async list({ after, limit }) {
      const query = {
        TableName,
        KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': agentRecordsPartition, ...(after !== undefined && { ':after': after }) },
        ConsistentRead: true,
      };
      const items = await queryItems(client, query, limit);
      return items.map(({ agent }): AgentRecord => JSON.parse(String(agent)));
    },
    async put(record) {
      const keys = keyRecordsOf(record).map((key) => keyWrite(TableName, key));
      const outcome = await writeTogether<Outcome>({ client, backoff }, [agentWrite(TableName, record), ...keys]);
      return outcome === 'conflict' ? 'stale' : outcome;
    },
  };
}

type Outcome = 'stale' | 'key-taken';

function agentWrite(TableName: string, record: AgentRecord): ConditionalWrite<Outcome> {
  const { name, revision } = record;
  const Item = { ...agentRecordKey(name), revision, agent: JSON.stringify(record) };
  const condition =
    revision === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'revision = :before', ExpressionAttributeValues: { ':before': revision - 1 } };
  return { write: { Put: { TableName, Item, ...condition } }, otherwise: 'stale' };
}

function keyWrite(TableName: string, record: KeyRecord): ConditionalWrite<Outcome> {
  const { keyId, hash, endsAt, revokedAt } = record;
  const end = revokedAt ?? endsAt;
  const expiry = end !== undefined && { [expiryAttribute]: epochSeconds(end) + endedKeySeconds };
  const Item = { ...keyKey(keyId), hash, key: JSON.stringify(record), ...expiry };
  const isFreeOrOurs = {
    ConditionExpression: 'attribute_not_exists(pk) OR #hash = :hash',
    ExpressionAttributeNames: { '#hash': 'hash' },
    ExpressionAttributeValues: { ':hash': hash },
  };
  return { write: { Put: { TableName, Item, ...isFreeOrOurs } }, otherwise: 'key-taken' };
}
