import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tableDefinition } from '../dynamodb/table-definition.ts';

const startMs = 10_000;
export const tableName = 'dtr-test';

/** An engine in memory with the product's table in it. */
export interface TableEngine {
  readonly client: DynamoDBDocumentClient;
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Where the engine's binary is; `undefined` on platforms that it does not come for. */
export function tableEnginePath(): string | undefined {
  try {
    const require = createRequire(import.meta.filename);
    return join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  } catch {
    return undefined;
  }
}

export async function startTableEngine(path: string): Promise<TableEngine> {
  const port = await freePort();
  const engine = spawn(path, ['serve', '--host', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endEngine = () => void engine.kill('SIGKILL');
  process.once('exit', endEngine);
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  await createTable(client, engine);
  return {
    client: DynamoDBDocumentClient.from(client),
    endpoint,
    async close() {
      client.destroy();
      const ended = new Promise((resolve) => engine.once('exit', resolve));
      endEngine();
      process.off('exit', endEngine);
      await ended;
    },
  };
}

/** Doubles as the wait for the engine to listen. */
async function createTable(client: DynamoDBClient, engine: ChildProcess): Promise<void> {
  const deadline = Date.now() + startMs;
  for (;;) {
    try {
      await client.send(new CreateTableCommand(tableDefinition(tableName)));
      return;
    } catch (error) {
      if (Date.now() > deadline || engine.exitCode !== null) throw error;
      await sleep(10);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The probe for a free port got no port.');
  return address.port;
}
