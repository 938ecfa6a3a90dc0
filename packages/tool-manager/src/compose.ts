import {
  createAgentCoreConnector,
  createAgentCoreExecutor,
  createDocumentClient,
  createDynamoDbAgentRepository,
  createDynamoDbArtifactLedger,
  createDynamoDbAuditLog,
  createDynamoDbAuditReader,
  createDynamoDbExecutionHistory,
  createDynamoDbExecutionRepository,
  createDynamoDbHealthProbe,
  createDynamoDbIdempotencyStore,
  createDynamoDbJobRepository,
  createDynamoDbOutboxReader,
  createDynamoDbPolicyRepository,
  createDynamoDbToolRepository,
  createDynamoDbToolScan,
  createDynamoDbWindowCounter,
  createLambdaConnector,
  createLambdaExecutor,
  createLambdaValidator,
  createS3ArtifactStore,
  createS3Connector,
  createS3HealthProbe,
  createS3OutputStore,
  createS3PolicyDocumentStore,
  createS3VerdictCache,
  createSqsConnector,
  createSqsWorkQueue,
  systemClock,
  systemSleep,
} from '@dtr/adapters-aws';
import { validatorEngineVersion } from '@dtr/contracts';
import { createTieredExecutor, makeUseCases, type Ports } from '@dtr/core';
import { createCursorSealer, createPolicySchema, createToolSchemas } from '@dtr/lambda-kit';
import { readAsset } from './docs/read-asset.ts';
import type { RouteDeps } from './routes/route-deps.ts';
import type { Settings } from './settings.ts';

/** Wires the use cases to AWS. The only file that names adapters; clients of S3, Lambda, SQS and AgentCore are loaded at their first use. */
export function compose(settings: Settings): RouteDeps {
  const useCases = makeUseCases(portsOf(settings), {
    engineVersion: validatorEngineVersion,
    operators: settings.operatorAgents,
    version: settings.serviceVersion,
    hasGateway: settings.gatewayId !== undefined,
  });
  return {
    useCases,
    cursors: createCursorSealer({ key: settings.cursorKey, clock: systemClock }),
    readAsset: readAsset(settings.taskRoot),
  };
}

function portsOf(settings: Settings): Ports {
  const table = { client: createDocumentClient(), tableName: settings.tableName };
  const bucket = {
    connect: createS3Connector({ isPathStyle: settings.s3Endpoint !== undefined }),
    bucketName: settings.bucketName,
  };
  const connect = createLambdaConnector();
  return {
    clock: systemClock,
    sleep: systemSleep,
    tools: createDynamoDbToolRepository(table),
    scan: createDynamoDbToolScan(table),
    policies: createDynamoDbPolicyRepository(table),
    audit: createDynamoDbAuditLog(table),
    auditReader: createDynamoDbAuditReader(table),
    agents: createDynamoDbAgentRepository(table),
    ledger: createDynamoDbArtifactLedger(table),
    executions: createDynamoDbExecutionRepository(table),
    history: createDynamoDbExecutionHistory(table),
    idempotency: createDynamoDbIdempotencyStore(table),
    jobs: createDynamoDbJobRepository(table),
    windows: createDynamoDbWindowCounter(table),
    outbox: createDynamoDbOutboxReader(table),
    artifacts: createS3ArtifactStore(bucket),
    verdicts: createS3VerdictCache(bucket),
    outputs: createS3OutputStore(bucket),
    policyDocuments: createS3PolicyDocumentStore(bucket),
    policySchema: createPolicySchema(),
    queue: createSqsWorkQueue({ connect: createSqsConnector(), queueUrl: settings.queueUrl }),
    validator: createLambdaValidator({ connect, functionName: settings.validatorFunctionName }),
    executor: createTieredExecutor({
      wasm: createLambdaExecutor({ connect, functionName: settings.executorFunctionName }),
      microvm: microvmExecutor(settings),
    }),
    schemas: createToolSchemas(),
    probes: [createDynamoDbHealthProbe(table), createS3HealthProbe(bucket)],
  };
}

function microvmExecutor({ codeInterpreterId: interpreterId }: Settings) {
  if (interpreterId === undefined) return undefined;
  return createAgentCoreExecutor({ connect: createAgentCoreConnector(), interpreterId, clock: systemClock });
}
