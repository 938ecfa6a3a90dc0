import { anAuditEvent } from '@dtr/core/testing';
import { createCountingClient } from '../testing/counting-client.ts';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbAuditLog } from './dynamodb-audit-log.ts';

const enginePath = tableEnginePath();

if (enginePath === undefined) {
  it.skip('the cost of the audit log: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  describe('the cost of the audit log, as the README says it', () => {
    let engine: TableEngine;
    beforeAll(async () => {
      engine = await startTableEngine(enginePath);
    });
    afterAll(() => engine.close());

    it('is one transaction for each group of events', async () => {
      const { client, takeSpent } = createCountingClient(engine.client);
      const audit = createDynamoDbAuditLog({ client, tableName });
      const at = '2020-02-02T12:00:00.000Z';
      const costOf = async (events: number) => {
        await Promise.all(Array.from({ length: events }, () => audit.append(anAuditEvent({ at }))));
        return takeSpent();
      };
      await costOf(1);

      // The first event finds nobody writing and goes alone; the others go together.
      expect({ one: await costOf(1), eleven: await costOf(11) }).toEqual({
        one: { calls: 1, tableUnits: 4, indexUnits: 0, readUnits: 0, writeUnits: 4 },
        eleven: { calls: 2, tableUnits: 4 + 22, indexUnits: 0, readUnits: 0, writeUnits: 4 + 22 },
      });
    });
  });
}
