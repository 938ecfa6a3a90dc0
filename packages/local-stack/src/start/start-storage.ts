import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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
import type { Publish } from '../s3/store/outbox.ts';
import type { FindCredentials } from '../sigv4/types.ts';
import { createSqsServer } from '../sqs/create-sqs-server.ts';
import { type Queues, sendToArn } from '../sqs/queues/open-queues.ts';
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

/**
 * Starts SQS and S3, or takes those given, and makes sure of the bucket. S3 tells SQS what happened to objects, in this process,
 * when both are ours.
 */
export async function startObjectsAndQueues(options: StorageOptions): Promise<ObjectsAndQueues> {
  const { external } = options;
  const sqs = external.sqs === undefined ? await startSqs(options) : { endpoint: external.sqs, queues: undefined };
  const s3 = external.s3 ?? (await startS3(options, sqs.queues));
  const { credentials } = options;
  if (external.s3) await ensureBucket({ endpoint: external.s3, credentials, region }, bucketName);
  return { s3, sqs: sqs.endpoint, queues: sqs.queues };
}

export interface ObjectsAndQueues {
  readonly s3: string;
  readonly sqs: string;
  /** The queues themselves, when they are ours. */
  readonly queues: Queues | undefined;
}

async function startSqs(options: StorageOptions) {
  const { folder, findCredentials, log } = options;
  const sqs = createSqsServer({ dataDir: folder.sqs, findCredentials, onFailure: emulatorFailed(log, 'sqs') });
  return { queues: sqs.queues, endpoint: await serve('sqs', sqs, options) };
}

async function startS3(options: StorageOptions, queues: Queues | undefined): Promise<string> {
  const { folder, findCredentials, log } = options;
  const publish: Publish = ({ queueArn, body }) =>
    queues ? sendToArn(queues, queueArn, { body, sender: 's3.amazonaws.com' }) : 'no-such-queue';
  const s3 = createS3Server({ dataDir: folder.s3, findCredentials, publish, onFailure: emulatorFailed(log, 's3') });
  s3.ensureBucket(bucketName);
  return serve('s3', s3, options);
}

/** Puts an emulator on a port of its own. */
async function serve(
  service: 's3' | 'sqs',
  emulator: Emulator,
  { preferredPorts, closers }: StorageOptions,
): Promise<string> {
  const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 }, emulator.handle);
  closers.add(async () => {
    await closeServer(server);
    emulator.close();
  });
  return `http://127.0.0.1:${await listenNear(server, preferredPorts(service))}`;
}

interface Emulator {
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): void;
}

const emulatorFailed = (log: Log, service: string) => (error: unknown) =>
  log.write('error', service, 'the emulator failed', { reason: String(error) });
