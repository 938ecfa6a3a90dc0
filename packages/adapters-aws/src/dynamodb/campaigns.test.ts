import {
  campaignSize,
  createMemoryPorts,
  createOffsetClock,
  createSeededRandom,
  killChanges,
  killCreations,
  raceWriters,
} from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbArtifactLedger } from './dynamodb-artifact-ledger.ts';
import { createDynamoDbExecutionRepository } from './dynamodb-execution-repository.ts';
import { createDynamoDbIdempotencyStore } from './dynamodb-idempotency-store.ts';
import { createDynamoDbOutboxReader } from './dynamodb-outbox-reader.ts';
import { createDynamoDbToolRepository } from './dynamodb-tool-repository.ts';

const enginePath = tableEnginePath();
const { seed, rounds, patienceMs } = campaignSize(process.env);
jest.setTimeout(patienceMs);

if (enginePath === undefined) {
  it.skip('the campaigns on DynamoDB: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  const aWorld = () => {
    const clock = createOffsetClock();
    const options = { client: engine.client, tableName };
    const ports = createMemoryPorts({
      clock,
      tools: createDynamoDbToolRepository(options),
      ledger: createDynamoDbArtifactLedger(options),
      outbox: createDynamoDbOutboxReader(options),
      executions: createDynamoDbExecutionRepository(options),
      idempotency: createDynamoDbIdempotencyStore(options),
    });
    return { ports, clock, random: createSeededRandom(seed) };
  };

  describe(`campaigns on DynamoDB, seed ${seed}`, () => {
    it('find no half-made tool after creations were killed anywhere and repeated', async () => {
      const report = await killCreations(aWorld(), rounds(1_000));

      const clean = {
        readableWithoutArtifact: 0,
        duplicates: 0,
        otherToolIds: 0,
        announcementsMissing: 0,
        lastingOrphans: 0,
      };
      expect(report).toMatchObject(clean);
    });

    it('show readers the old or the new state after changes were killed anywhere', async () => {
      expect(await killChanges(aWorld(), rounds(1_000))).toMatchObject({ mixedStates: 0, stuck: 0 });
    });

    it('let exactly one of many writers make each version', async () => {
      const report = await raceWriters(aWorld(), { writers: 50, rounds: 3 });

      expect(report).toMatchObject({
        wonVersions: [2, 3, 4],
        history: [1, 2, 3, 4],
        foreignVersions: 0,
        otherErrors: [],
      });
    });
  });
}
