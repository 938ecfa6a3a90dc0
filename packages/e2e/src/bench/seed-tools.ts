import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Client } from '@dtr/client';
import type { Tool } from '@dtr/contracts';
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
  const rows = await rowsOf(dynamodb, tool.toolId);
  const copies = Array.from({ length: count - 1 }, (_, index) => copyOf(rows, tool, `seed_${index}`)).flat();
  await writeAll(dynamodb, copies);
  dynamodb.destroy();
}

/** Head and version of the tool. Its claims and its outbox entry play no part in lists. */
async function rowsOf(dynamodb: DynamoDBDocumentClient, toolId: string): Promise<readonly Row[]> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table }));
  return Items.filter(({ pk }) => pk.endsWith(`#${toolId}`));
}

function copyOf(rows: readonly Row[], { toolId, digest }: Tool, name: string): readonly Row[] {
  const moment = toolId.slice(0, 'tool-'.length + 10);
  const ids = new Map([
    [toolId, moment + randomCrockford(16)],
    [digest, `sha256:${randomBytes(32).toString('hex')}`],
  ]);
  return rows.map((row) => replaced(row, ids, name) as Row);
}

async function writeAll(dynamodb: DynamoDBDocumentClient, rows: readonly Row[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(rows.length / batchItems) }, (_, batch) =>
    rows.slice(batch * batchItems, (batch + 1) * batchItems),
  );
  for (let start = 0; start < batches.length; start += batchesAtOnce) {
    await Promise.all(batches.slice(start, start + batchesAtOnce).map((batch) => writeBatch(dynamodb, batch)));
  }
}

async function writeBatch(dynamodb: DynamoDBDocumentClient, rows: readonly Row[]): Promise<void> {
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

const randomCrockford = (length: number) => [...randomBytes(length)].map((byte) => alphabet[byte % 32]).join('');
