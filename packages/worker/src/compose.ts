import {
  createAgentCoreConnector,
  createAgentCoreExecutor,
  createAgentCoreSessions,
  createDocumentClient,
  createDynamoDbArtifactLedger,
  createDynamoDbAuditLog,
  createDynamoDbAuditReader,
  createDynamoDbJobRepository,
  createDynamoDbOutboxReader,
  createDynamoDbPolicyRepository,
  createDynamoDbToolRepository,
  createDynamoDbToolScan,
  createDynamoDbWindowCounter,
  createLambdaConnector,
  createLambdaExecutor,
  createLambdaValidator,
  createS3Connector,
  createS3OutputStore,
  createS3PolicyDocumentStore,
  createS3VerdictCache,
  createSqsConnector,
  createSqsDeadLetters,
  createSqsReceivedMessages,
  createSqsWorkQueue,
  createSweptS3ArtifactStore,
  systemClock,
  systemSleep,
} from '@dtr/adapters-aws';
import { validatorEngineVersion } from '@dtr/contracts';
import { createTieredExecutor, makeWorkerUseCases, type WorkerPorts } from '@dtr/core';
import { createPolicySchema, createToolSchemas } from '@dtr/lambda-kit';
import type { Settings } from './settings.ts';

/** Wires the use cases to AWS. The only file that names adapters. */
export function compose(settings: Settings) {
  const connect = createSqsConnector();
  const ownQueue = { connect, queueUrl: settings.queueUrl };
  const ports: WorkerPorts = {
    ...storagePorts(settings),
    ...functionPorts(settings),
    clock: systemClock,
    sleep: systemSleep,
    policySchema: createPolicySchema(),
    schemas: createToolSchemas(),
    queue: createSqsWorkQueue(ownQueue),
    deadLetters: createSqsDeadLetters({ connect, queueUrl: settings.deadLetterQueueUrl }),
  };
  const useCases = makeWorkerUseCases(ports, {
    engineVersion: validatorEngineVersion,
    hasGateway: settings.gatewayId !== undefined,
  });
  return { ...useCases, queue: ports.queue, messages: createSqsReceivedMessages(ownQueue) };
}

function storagePorts(settings: Settings) {
  const table = { client: createDocumentClient(), tableName: settings.tableName };
  const bucket = {
    connect: createS3Connector({ isPathStyle: settings.s3Endpoint !== undefined }),
    bucketName: settings.bucketName,
  };
  return {
    tools: createDynamoDbToolRepository(table),
    scan: createDynamoDbToolScan(table),
    policies: createDynamoDbPolicyRepository(table),
    audit: createDynamoDbAuditLog(table),
    auditReader: createDynamoDbAuditReader(table),
    ledger: createDynamoDbArtifactLedger(table),
    outbox: createDynamoDbOutboxReader(table),
    jobs: createDynamoDbJobRepository(table),
    windows: createDynamoDbWindowCounter(table),
    artifacts: createSweptS3ArtifactStore(bucket),
    policyDocuments: createS3PolicyDocumentStore(bucket),
    verdicts: createS3VerdictCache(bucket),
    outputs: createS3OutputStore(bucket),
  };
}

function functionPorts({ validatorFunctionName, executorFunctionName, codeInterpreterId }: Settings) {
  const connect = createLambdaConnector();
  const { microvm, sessions } = microvmPorts(codeInterpreterId);
  const wasm = createLambdaExecutor({ connect, functionName: executorFunctionName });
  return {
    validator: createLambdaValidator({ connect, functionName: validatorFunctionName }),
    executor: createTieredExecutor({ wasm, microvm }),
    sessions,
  };
}

function microvmPorts(interpreterId: string | undefined) {
  if (interpreterId === undefined) return {};
  const where = { connect: createAgentCoreConnector(), interpreterId };
  return {
    microvm: createAgentCoreExecutor({ ...where, clock: systemClock }),
    sessions: createAgentCoreSessions(where),
  };
}
