import {
  describeAgentRepository,
  describeArtifactLedger,
  describeAuditLog,
  describeExecutionHistory,
  describeExecutionRepository,
  describeIdempotencyStore,
  describeJobRepository,
  describeOutboxReader,
  describePolicyRepository,
  describeToolRepository,
  describeToolScan,
  describeWindowCounter,
} from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbAgentRepository } from './dynamodb-agent-repository.ts';
import { createDynamoDbArtifactLedger } from './dynamodb-artifact-ledger.ts';
import { createDynamoDbAuditLog } from './dynamodb-audit-log.ts';
import { createDynamoDbAuditReader } from './dynamodb-audit-reader.ts';
import { createDynamoDbExecutionHistory } from './dynamodb-execution-history.ts';
import { createDynamoDbExecutionRepository } from './dynamodb-execution-repository.ts';
import { createDynamoDbHealthProbe } from './dynamodb-health-probe.ts';
import { createDynamoDbIdempotencyStore } from './dynamodb-idempotency-store.ts';
import { createDynamoDbJobRepository } from './dynamodb-job-repository.ts';
import { createDynamoDbOutboxReader } from './dynamodb-outbox-reader.ts';
import { createDynamoDbPolicyRepository } from './dynamodb-policy-repository.ts';
import { createDynamoDbToolRepository } from './dynamodb-tool-repository.ts';
import { createDynamoDbToolScan } from './dynamodb-tool-scan.ts';
import { createDynamoDbWindowCounter } from './dynamodb-window-counter.ts';

const enginePath = tableEnginePath();

if (enginePath === undefined) {
  it.skip('the DynamoDB adapters: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;
  const options = () => ({ client: engine.client, tableName });

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  describeAgentRepository('DynamoDB', async () => createDynamoDbAgentRepository(options()));
  describeToolRepository('DynamoDB', async () => createDynamoDbToolRepository(options()));
  describeArtifactLedger('DynamoDB', async () => ({
    ledger: createDynamoDbArtifactLedger(options()),
    tools: createDynamoDbToolRepository(options()),
  }));
  describeOutboxReader('DynamoDB', async () => ({
    outbox: createDynamoDbOutboxReader(options()),
    tools: createDynamoDbToolRepository(options()),
  }));
  describeExecutionRepository('DynamoDB', async () => createDynamoDbExecutionRepository(options()));
  describePolicyRepository('DynamoDB', async () => ({
    policies: createDynamoDbPolicyRepository(options()),
    outbox: createDynamoDbOutboxReader(options()),
  }));
  describeToolScan('DynamoDB', async () => ({
    scan: createDynamoDbToolScan(options()),
    tools: createDynamoDbToolRepository(options()),
  }));
  describeExecutionHistory('DynamoDB', async () => ({
    history: createDynamoDbExecutionHistory(options()),
    executions: createDynamoDbExecutionRepository(options()),
  }));
  describeAuditLog('DynamoDB', async () => ({
    audit: createDynamoDbAuditLog(options()),
    openAnother: () => createDynamoDbAuditLog(options()),
    reader: createDynamoDbAuditReader(options()),
  }));
  describeIdempotencyStore('DynamoDB', async () => createDynamoDbIdempotencyStore(options()));
  describeJobRepository('DynamoDB', async () => ({
    jobs: createDynamoDbJobRepository(options()),
    executions: createDynamoDbExecutionRepository(options()),
  }));
  describeWindowCounter('DynamoDB', async () => createDynamoDbWindowCounter(options()));

  describe('createDynamoDbHealthProbe', () => {
    it('is content when the table answers', async () => {
      const probe = createDynamoDbHealthProbe(options());

      await expect(probe.check(new AbortController().signal)).resolves.toBeUndefined();
    });

    it('fails when there is no such table', async () => {
      const probe = createDynamoDbHealthProbe({ ...options(), tableName: 'absent' });

      await expect(probe.check(new AbortController().signal)).rejects.toThrow();
    });
  });
}
