import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Credentials } from '@dtr/client';
import type { Throttle } from '../http-api/token-bucket.ts';
import { region } from '../lambda/lambda-function.ts';
import { createLambdaServer } from '../lambda/lambda-server.ts';
import { createLambdaService } from '../lambda/lambda-service.ts';
import { type Log, quietLog } from '../log/log.ts';
import { closeServer, drainServer, listenNear } from '../net/listen.ts';
import { startProcessGuard } from '../process/process-guard.ts';
import { type Closers, createClosers } from './closers.ts';
import { openDataFolder } from './data-folder.ts';
import { type Endpoints, portsBefore, writeEndpoints } from './endpoints.ts';
import { bucketName, deployedName, functionNames, tableName } from './function-names.ts';
import { assertBuilt, hasRights, localFunctions, usualWorkers } from './functions.ts';
import { type Agent, credentialFinder, type Keys, openKeys, roleArn, userArn } from './keys.ts';
import type { ExternalEndpoints } from './settings.ts';
import { startAgentCore } from './start-agentcore.ts';
import { httpApis, listenForApi, type PortWish } from './start-apis.ts';
import { startDynamoDb, startObjectsAndQueues } from './start-storage.ts';
import { startSweeps } from './start-sweeps.ts';
import { feedWorker, queueUrls } from './start-worker.ts';

const PACKAGE = join(import.meta.dirname, '..', '..');
const BUNDLES = join(PACKAGE, '..', '..', '.build', 'lambda');

export interface LocalStackOptions {
  /** Where everything is kept; a stack keeps other stacks out of it. */
  readonly dataDir: string;
  /** Of the API; any free one when absent. */
  readonly port?: number;
  /** Of the API for the keys of agents; when absent the one after `port` if it is free, else any. */
  readonly keyPort?: number | undefined;
  /** Folder with one unpacked bundle per function. */
  readonly codeRoot?: string | undefined;
  readonly throttle?: Throttle | 'off';
  /** Batches of messages that the worker has at the same time; with 0 they stay in the queue. */
  readonly workers?: number | undefined;
  readonly allowOrigins?: readonly string[] | undefined;
  readonly external?: ExternalEndpoints;
  readonly ownCredentials?: Credentials | undefined;
  readonly log?: Log;
  /** Of the functions. */
  readonly logLevel?: string;
}

/** A running stack. */
export interface LocalStack {
  readonly endpoints: Endpoints;
  readonly region: string;
  readonly tableName: string;
  readonly bucketName: string;
  readonly dataDir: string;
  /** AWS shared-credentials file with one profile per agent. */
  readonly credentialsFile: string;
  readonly credentials: Readonly<Record<Agent, Credentials>>;
  /** Resolves when every function that callers wait for has a process waiting. The API answers before that. */
  readonly warm: Promise<void>;
  /** Ends everything that was started. */
  stop(): Promise<void>;
}

/** How long requests that are running may take to finish when the stack stops. */
const DRAIN_MS = 1_500;

/** Starts the whole service on this machine, on the loopback interface only. Throws `StartError` for what its user can mend. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const closers = createClosers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}

async function start(options: LocalStackOptions, closers: Closers): Promise<LocalStack> {
  const { dataDir, codeRoot = BUNDLES, external = {}, ownCredentials, log = quietLog } = options;
  assertBuilt(codeRoot);
  // Before anything else is started: a port that is taken is the likeliest reason not to start.
  const api = await listenForApi({ exactly: options.port ?? 0, variable: 'PORT' }, closers);
  const folder = openDataFolder(dataDir);
  closers.add(async () => folder.unlock());
  const keys = await openKeys(folder);
  const preferredPorts = await portsBefore(folder.endpointsFile);
  const keyApi = await listenForApi(keyPortWish(options, preferredPorts('keyApi')), closers);
  const guard = startProcessGuard();
  closers.add(() => guard.close());

  const findCredentials = serviceCredentials(keys, ownCredentials);
  const credentials = ownCredentials ?? keys.agents.operator;
  const storage = { folder, external, preferredPorts, credentials, findCredentials, guard, closers, log };
  const lambdaServer = createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 });
  const [dynamodb, { s3, sqs, queues }, agentcore, lambdaPort] = await settled([
    startDynamoDb(storage),
    startObjectsAndQueues(storage),
    startAgentCore(storage),
    listenNear(lambdaServer, preferredPorts('lambda')),
  ]);
  closers.add(() => closeServer(lambdaServer));
  const endpoints: Endpoints = {
    api: api.url,
    keyApi: keyApi.url,
    dynamodb,
    s3,
    sqs,
    lambda: external.lambda ?? `http://127.0.0.1:${lambdaPort}`,
    agentcore,
  };

  const version = packageVersion();
  const workers = options.workers ?? usualWorkers();
  const functions = localFunctions({
    codeRoot,
    keys,
    endpoints,
    version,
    ...queueUrls(sqs),
    workers,
    ownCredentials,
    logLevel: options.logLevel ?? 'info',
  });
  const service = createLambdaService({ functions, guard, log });
  closers.add(() => service.close());
  const lambda = startSweeps({ lambda: service, folder, isOurs: queues !== undefined, closers, log });
  lambdaServer.on('request', createLambdaServer({ service: lambda, findCredentials, log }));
  feedWorker({ queues, lambda, workers, closers, log });
  const { throttle, allowOrigins } = options;
  const apis = httpApis({ keys, lambda, throttle, allowOrigins, log });
  api.serve(apis.api);
  keyApi.serve(apis.keyApi);
  // Closed first: what is running gets its answer while everything behind the API still works.
  closers.add(async () => void (await Promise.all([api, keyApi].map(({ server }) => drainServer(server, DRAIN_MS)))));
  await writeEndpoints(folder.endpointsFile, endpoints);
  return {
    endpoints,
    region,
    tableName,
    bucketName,
    dataDir,
    credentialsFile: folder.credentialsFile,
    credentials: keys.agents,
    warm: lambda.prewarm(),
    stop: () => closers.closeAll(),
  };
}

/** One that was asked for is had or nothing is started; else addresses stay near each other, and the same over restarts, where they can. */
function keyPortWish({ port = 0, keyPort }: LocalStackOptions, before: number | undefined): PortWish {
  if (keyPort !== undefined) return { exactly: keyPort, variable: 'KEY_PORT' };
  return { rather: port > 0 && port < 65_535 ? port + 1 : before };
}

/** Who may speak to the services behind the API: the roles that have rights, and the operator. */
function serviceCredentials({ roles, agents: { operator } }: Keys, own: Credentials | undefined) {
  return credentialFinder([
    [operator, userArn('operator')],
    ...functionNames.filter(hasRights).map((name) => [roles[name], roleArn(deployedName(name), name)] as const),
    ...(own ? [[own, userArn('own')] as const] : []),
  ]);
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  return version;
}

/** Waits for all, also when one fails: what they opened must be known before it can be closed. */
async function settled<T extends readonly Promise<unknown>[]>(promises: readonly [...T]) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
