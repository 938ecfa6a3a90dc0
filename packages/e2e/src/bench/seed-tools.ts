import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Client } from '@dtr/client';
import type { EmbeddedStack } from '../stack/embedded-stack.ts';

type Row = Record<string, unknown>;

const table = 'dtr-local';
/** Requests that DynamoDB takes in one batch. */
const batchItems = 25;
const batchesAtOnce = 8;

/**
 * Fills the table with tools by writing the rows of one real tool again under other ids, names and digests: what the
 * API itself would have written, without waiting for the validator 20,000 times. They have no artifacts.
 */
export async function seedTools(
  client: Client,
  { endpoints, credentials }: EmbeddedStack,
  count: number,
): Promise<void> {
  const { data: tool } = await client.createTool({
    name: 'seed',
    description: 'The tool whose rows are copied.',
    language: 'javascript',
    code: 'function seed(value) { return value; }',
    parameters: { type: 'object', properties: { value: {} } },
  });
  const dynamodb = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: endpoints.dynamodb, region: 'us-east-1', credentials: credentials.operator }),
  );
  const rows = await rowsAbout(dynamodb, [tool.toolId, tool.digest]);
  const copies = Array.from({ length: count - 1 }, (_, index) => {
    const renamed = new Map([
      [tool.toolId, `tool-${crockford(tool.toolId.slice(5, 15))}`],
      [tool.digest, `sha256:${randomBytes(32).toString('hex')}`],
      [tool.digest.slice('sha256:'.length), randomBytes(32).toString('hex')],
    ]);
    return rows.map((row) => replaced(row, renamed, `seed_${index}`) as Row);
  }).flat();
  for (let start = 0; start < copies.length; start += batchItems * batchesAtOnce) {
    const batches = Array.from({ length: batchesAtOnce }, (_, batch) =>
      copies.slice(start + batch * batchItems, start + (batch + 1) * batchItems),
    );
    await Promise.all(batches.filter(({ length }) => length > 0).map((batch) => write(dynamodb, batch)));
  }
  dynamodb.destroy();
}

async function rowsAbout(dynamodb: DynamoDBDocumentClient, ids: readonly string[]): Promise<readonly Row[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table }));
  return Items.filter((row) => ids.some((id) => JSON.stringify(row).includes(id)));
}

async function write(dynamodb: DynamoDBDocumentClient, rows: readonly Row[]): Promise<void> {
  let left: BatchWriteCommand['input']['RequestItems'] = { [table]: rows.map((Item) => ({ PutRequest: { Item } })) };
  while (left && Object.keys(left).length > 0) {
    const { UnprocessedItems }: { UnprocessedItems?: typeof left | undefined } = await dynamodb.send(
      new BatchWriteCommand({ RequestItems: left }),
    );
    left = UnprocessedItems;
  }
}

/** The value with the ids exchanged wherever they stand, and the name `seed` wherever it ends a text. */
function replaced(value: unknown, ids: ReadonlyMap<string, string>, name: string): unknown {
  if (typeof value === 'string') {
    const text = [...ids].reduce((result, [from, to]) => result.replaceAll(from, to), value);
    return text.replace(/(^|#|\/)seed$/, `$1${name}`);
  }
  if (Array.isArray(value)) return value.map((item) => replaced(item, ids, name));
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, ids, name)]));
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id of the same moment with other random characters. */
function crockford(moment: string): string {
  return moment + [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
}
