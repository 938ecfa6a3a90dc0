import {
  describeArtifactLedger,
  describeExecutionRepository,
  describeIdempotencyStore,
  describeOutboxReader,
  describeToolRepository,
} from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbArtifactLedger } from './dynamodb-artifact-ledger.ts';
import { createDynamoDbExecutionRepository } from './dynamodb-execution-repository.ts';
import { createDynamoDbHealthProbe } from './dynamodb-health-probe.ts';
import { createDynamoDbIdempotencyStore } from './dynamodb-idempotency-store.ts';
import { createDynamoDbOutboxReader } from './dynamodb-outbox-reader.ts';
import { createDynamoDbToolRepository } from './dynamodb-tool-repository.ts';

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
  describeIdempotencyStore('DynamoDB', async () => createDynamoDbIdempotencyStore(options()));

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
