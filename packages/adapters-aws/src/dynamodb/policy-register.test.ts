import { aPolicyEntry, aPolicyHead } from '@dtr/core/testing';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbPolicyRepository } from './dynamodb-policy-repository.ts';

const enginePath = tableEnginePath();

if (enginePath === undefined) {
  it.skip('the policy register: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  it('starts empty at revision 0 and moves on from there', async () => {
    const policies = createDynamoDbPolicyRepository({ client: engine.client, tableName });
    const head = aPolicyHead();

    expect(await policies.read()).toEqual({ revision: 0, heads: [] });
    expect(await policies.put({ revision: 0, head }, aPolicyEntry(head))).toBe('written');
    expect(await policies.put({ revision: 0, head }, aPolicyEntry(head))).toBe('stale');
    expect(await policies.read()).toEqual({ revision: 1, heads: [head] });
  });

  it('refuses what would not fit into it, says what to change, and stays as it was', async () => {
    const policies = createDynamoDbPolicyRepository({ client: engine.client, tableName });
    const agents = Array.from({ length: 200 }, (_, index) => `${index}${'x'.repeat(250)}`);
    const fill = async (): Promise<never> => {
      for (;;) {
        const { revision } = await policies.read();
        const head = aPolicyHead({ agents });
        await policies.put({ revision, head }, aPolicyEntry(head));
      }
    };

    await expect(fill()).rejects.toMatchObject({
      code: 'request.too_large',
      details: { errors: [{ pointer: '/agents' }] },
    });
    const { revision, heads } = await policies.read();
    expect(heads).toHaveLength(revision);
  });
}
