import {
  createDocumentClient,
  createDynamoDbAuditLog,
  createDynamoDbPolicyRepository,
  createDynamoDbToolRepository,
  createDynamoDbToolScan,
  createLambdaConnector,
  createLambdaValidator,
  createS3ArtifactStore,
  createS3Connector,
  createS3PolicyDocumentStore,
  createS3VerdictCache,
  createSqsConnector,
  createSqsWorkQueue,
  systemClock,
} from '@dtr/adapters-aws';
import { validatorEngineVersion } from '@dtr/contracts';
import { type JudgingPorts, makeWorkerUseCases } from '@dtr/core';
import { createPolicySchema } from '@dtr/lambda-kit';
import type { RecordDeps } from './records/record-deps.ts';
import type { Settings } from './settings.ts';

/** Wires the use cases to AWS. The only file that names adapters. */
export function compose(settings: Settings): Omit<RecordDeps, 'log'> {
  const useCases = makeWorkerUseCases(portsOf(settings), { engineVersion: validatorEngineVersion });
  const queue = createSqsWorkQueue({ connect: createSqsConnector(), queueUrl: settings.queueUrl });
  return { ...useCases, queue };
}

function portsOf(settings: Settings): JudgingPorts {
  const table = { client: createDocumentClient(), tableName: settings.tableName };
  const bucket = {
    connect: createS3Connector({ isPathStyle: settings.s3Endpoint !== undefined }),
    bucketName: settings.bucketName,
  };
  const functionName = settings.validatorFunctionName;
  return {
    clock: systemClock,
    tools: createDynamoDbToolRepository(table),
    scan: createDynamoDbToolScan(table),
    policies: createDynamoDbPolicyRepository(table),
    audit: createDynamoDbAuditLog(table),
    artifacts: createS3ArtifactStore(bucket),
    policyDocuments: createS3PolicyDocumentStore(bucket),
    verdicts: createS3VerdictCache(bucket),
    policySchema: createPolicySchema(),
    validator: createLambdaValidator({ connect: createLambdaConnector(), functionName }),
  };
}
