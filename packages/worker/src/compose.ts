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
  createSqsDeadLetters,
  createSqsReceivedMessages,
  createSqsWorkQueue,
  systemClock,
} from '@dtr/adapters-aws';
import { validatorEngineVersion } from '@dtr/contracts';
import { type JudgingPorts, makeWorkerUseCases } from '@dtr/core';
import { createPolicySchema } from '@dtr/lambda-kit';
import type { Settings } from './settings.ts';

/** Wires the use cases to AWS. The only file that names adapters. */
export function compose(settings: Settings) {
  const useCases = makeWorkerUseCases(portsOf(settings), { engineVersion: validatorEngineVersion });
  const connect = createSqsConnector();
  const ownQueue = { connect, queueUrl: settings.queueUrl };
  return {
    ...useCases,
    queue: createSqsWorkQueue(ownQueue),
    messages: createSqsReceivedMessages(ownQueue),
    deadLetters: createSqsDeadLetters({ connect, queueUrl: settings.deadLetterQueueUrl }),
  };
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
