import { createServer } from 'node:http';
import { expiryAttribute, tableDefinition } from '@dtr/adapters-aws';
import type { Credentials } from '@dtr/client';
import { startDynamoDbEngine } from '../dynamodb/dynamodb-engine.ts';
import { ensureTable } from '../dynamodb/ensure-table.ts';
import { startExpiry } from '../dynamodb/expire-items.ts';
import { region } from '../lambda/lambda-function.ts';
import type { Log } from '../log/log.ts';
import { ensureBucket } from '../net/ensure-bucket.ts';
import { closeServer, listenNear } from '../net/listen.ts';
import type { ProcessGuard } from '../process/process-guard.ts';
import { createS3Server } from '../s3/create-s3-server.ts';
import type { FindCredentials } from '../sigv4/types.ts';
import type { Closers } from './closers.ts';
import type { DataFolder } from './data-folder.ts';
import type { PreferredPorts } from './endpoints.ts';
import { bucketName, tableName } from './function-names.ts';
import type { ExternalEndpoints } from './settings.ts';

export interface StorageOptions {
  readonly folder: DataFolder;
  readonly external: ExternalEndpoints;
  readonly preferredPorts: PreferredPorts;
  /** May create the table and the bucket. */
  readonly credentials: Credentials;
  readonly findCredentials: FindCredentials;
  readonly guard: ProcessGuard;
  readonly closers: Closers;
  readonly log: Log;
}

/** Starts DynamoDB, or takes the one given, and makes sure of the table. Returns the address. */
export async function startDynamoDb(options: StorageOptions): Promise<string> {
  const { folder, external, preferredPorts, credentials, guard, closers, log } = options;
  const definition = tableDefinition(tableName);
  if (external.dynamodb) {
    await ensureTable({ endpoint: external.dynamodb, credentials, region }, definition, expiryAttribute);
    return external.dynamodb;
  }
  const engine = await startDynamoDbEngine({
    folder: folder.dynamodb,
    preferredPort: preferredPorts('dynamodb'),
    guard,
    log,
  });
  closers.add(() => engine.stop());
  const at = { endpoint: engine.endpoint, credentials, region };
  await ensureTable(at, definition, expiryAttribute);
  const keyAttributes = definition.KeySchema.map(({ AttributeName }) => AttributeName);
  const stopExpiry = startExpiry(at, { tableName, keyAttributes, ttlAttribute: expiryAttribute }, log);
  closers.add(async () => stopExpiry());
  return engine.endpoint;
}

/** Starts S3, or takes the one given, and makes sure of the bucket. Returns the address. */
export async function startS3(options: StorageOptions): Promise<string> {
  const { folder, external, preferredPorts, credentials, findCredentials, closers, log } = options;
  if (external.s3) {
    await ensureBucket({ endpoint: external.s3, credentials, region }, bucketName);
    return external.s3;
  }
  const s3 = createS3Server({
    dataDir: folder.s3,
    findCredentials,
    onFailure: (error) => log.write('error', 's3', 'the emulator failed', { reason: String(error) }),
  });
  s3.ensureBucket(bucketName);
  const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 }, s3.handle);
  const port = await listenNear(server, preferredPorts('s3'));
  closers.add(async () => {
    await closeServer(server);
    s3.close();
  });
  return `http://127.0.0.1:${port}`;
}
