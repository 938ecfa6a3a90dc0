import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** Attribute by which the table drops expired items, in epoch seconds. AWS does so within days: readers check for themselves. */
export const expiryAttribute = 'expiresAtEpochSeconds';
/** Tools of one owner, newest last. */
export const ownerIndex = 'gsi1';
/** Shared tools, newest last; the executions of each tool; and jobs by when they are due. */
export const sharedIndex = 'gsi2';

const indexOf = (name: string) => ({
  IndexName: name,
  KeySchema: [
    { AttributeName: `${name}pk`, KeyType: 'HASH' as const },
    { AttributeName: `${name}sk`, KeyType: 'RANGE' as const },
  ],
  // Lists read summaries only: a tool's examples must not make listing it dearer.
  Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['summary'] },
});

/** The one table, as input of `CreateTable`. Expiry on `expiryAttribute` is switched on apart, by `UpdateTimeToLive`. */
export function tableDefinition(tableName: string) {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map((name) => ({
      AttributeName: name,
      AttributeType: 'S' as const,
    })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [indexOf(ownerIndex), indexOf(sharedIndex)],
  } satisfies CreateTableCommandInput;
}
