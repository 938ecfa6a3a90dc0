export {
  type AgentCoreConnection,
  type AgentCoreConnector,
  createAgentCoreConnector,
} from './agentcore/agentcore-connection.ts';
export { createAgentCoreExecutor } from './agentcore/agentcore-executor.ts';
export { createAgentCoreSessions } from './agentcore/agentcore-sessions.ts';
export { type Backoff, createBackoff } from './backoff.ts';
export { createDocumentClient } from './dynamodb/document-client.ts';
export { createDynamoDbAgentRepository } from './dynamodb/dynamodb-agent-repository.ts';
export { createDynamoDbArtifactLedger } from './dynamodb/dynamodb-artifact-ledger.ts';
export { createDynamoDbAuditLog } from './dynamodb/dynamodb-audit-log.ts';
export { createDynamoDbAuditReader } from './dynamodb/dynamodb-audit-reader.ts';
export { createDynamoDbExecutionHistory } from './dynamodb/dynamodb-execution-history.ts';
export { createDynamoDbExecutionRepository } from './dynamodb/dynamodb-execution-repository.ts';
export { createDynamoDbHealthProbe } from './dynamodb/dynamodb-health-probe.ts';
export { createDynamoDbIdempotencyStore } from './dynamodb/dynamodb-idempotency-store.ts';
export { createDynamoDbJobRepository } from './dynamodb/dynamodb-job-repository.ts';
export { createDynamoDbKeyReader } from './dynamodb/dynamodb-key-reader.ts';
export { createDynamoDbOutboxReader } from './dynamodb/dynamodb-outbox-reader.ts';
export { createDynamoDbPolicyRepository } from './dynamodb/dynamodb-policy-repository.ts';
export { createDynamoDbToolRepository } from './dynamodb/dynamodb-tool-repository.ts';
export { createDynamoDbToolScan } from './dynamodb/dynamodb-tool-scan.ts';
export { createDynamoDbWindowCounter } from './dynamodb/dynamodb-window-counter.ts';
export { expiryAttribute, tableDefinition } from './dynamodb/table-definition.ts';
export { createLambdaConnector, type LambdaConnection, type LambdaConnector } from './lambda/lambda-connection.ts';
export { createLambdaExecutor } from './lambda/lambda-executor.ts';
export { createLambdaValidator } from './lambda/lambda-validator.ts';
export { createS3ArtifactStore, createSweptS3ArtifactStore } from './s3/s3-artifact-store.ts';
export { createS3Connector, type S3Connection, type S3Connector } from './s3/s3-connection.ts';
export { createS3HealthProbe } from './s3/s3-health-probe.ts';
export { createS3OutputStore } from './s3/s3-output-store.ts';
export { createS3PolicyDocumentStore } from './s3/s3-policy-document-store.ts';
export { createS3VerdictCache } from './s3/s3-verdict-cache.ts';
export { createSqsConnector, type SqsConnection, type SqsConnector } from './sqs/sqs-connection.ts';
export { createSqsDeadLetters } from './sqs/sqs-dead-letters.ts';
export { createSqsReceivedMessages } from './sqs/sqs-received-messages.ts';
export { createSqsWorkQueue } from './sqs/sqs-work-queue.ts';
export { systemClock, systemSleep } from './system-clock.ts';
