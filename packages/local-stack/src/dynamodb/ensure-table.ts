import { setTimeout as sleep } from 'node:timers/promises';
import { AwsCallError, type AwsEndpoint, dynamoDbCall } from '../net/aws-call.ts';

/** As much of a `CreateTable` input as is needed here. */
export interface TableDefinition {
  readonly TableName?: string | undefined;
}

/** Creates the table when it is absent and waits until it can be used. An existing one is left as it is. */
export async function ensureTable(at: AwsEndpoint, definition: TableDefinition, ttlAttribute: string): Promise<void> {
  const { TableName } = definition;
  try {
    await dynamoDbCall(at, 'CreateTable', definition);
  } catch (error) {
    if (error instanceof AwsCallError && error.code === 'ResourceInUseException') return;
    throw error;
  }
  while (!(await isActive(at, TableName))) await sleep(100);
  await dynamoDbCall(at, 'UpdateTimeToLive', {
    TableName,
    TimeToLiveSpecification: { AttributeName: ttlAttribute, Enabled: true },
  });
}

async function isActive(at: AwsEndpoint, TableName: string | undefined): Promise<boolean> {
  const { Table } = await dynamoDbCall<{ Table: { TableStatus: string } }>(at, 'DescribeTable', { TableName });
  return Table.TableStatus === 'ACTIVE';
}
