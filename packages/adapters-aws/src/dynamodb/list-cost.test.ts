import { BatchWriteCommand, type BatchWriteCommandInput, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { aToolRecord, newUlid, planner } from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbToolRepository } from './dynamodb-tool-repository.ts';
import { toHeadItem } from './tool-items.ts';

const enginePath = tableEnginePath();

if (enginePath === undefined) {
  it.skip('the cost of lists: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  const fill = async (count: number) => {
    const record = await aToolRecord({ visibility: 'shared', examples: [{ input: 'x'.repeat(10_000) }] });
    for (let made = 0; made < count; made += 25) {
      const requests = Array.from({ length: 25 }, () => ({
        PutRequest: { Item: toHeadItem({ ...record, toolId: `tool-${newUlid()}` as typeof record.toolId }) },
      }));
      const input: BatchWriteCommandInput = { RequestItems: { [tableName]: requests } };
      await engine.client.send(new BatchWriteCommand(input));
    }
  };
  const costOfPage = async () => {
    let units = 0;
    let calls = 0;
    const counting = {
      async send(command: QueryCommand) {
        calls += 1;
        const counted = new QueryCommand({ ...command.input, ReturnConsumedCapacity: 'TOTAL' });
        const page = await engine.client.send(counted);
        units += page.ConsumedCapacity?.CapacityUnits ?? 0;
        return page;
      },
    } as unknown as TableEngine['client'];
    const tools = createDynamoDbToolRepository({ client: counting, tableName });
    const items = [
      await tools.list({ listing: { owner: planner }, limit: 21 }),
      await tools.list({ listing: { shared: true }, limit: 21 }),
    ];
    return { items: items.map(({ length }) => length), calls, units };
  };

  it('a first page costs the same in a large table as in a small one, and reads no examples', async () => {
    await fill(50);
    const small = await costOfPage();
    await fill(1_000);
    const large = await costOfPage();

    expect(large).toEqual(small);
    expect(small).toMatchObject({ items: [21, 21], calls: 2 });
    expect(small.units).toBeLessThan(10);
  });
}
