import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthorizerUseCases, makeUseCases, makeWorkerUseCases } from '@dtr/core';
import {
  aToolDraft,
  createMemoryPorts,
  createMemoryWorkQueue,
  createTestClock,
  operator,
  planner,
  testSettings,
} from '@dtr/core/testing';
import { type Counted, createCountedPort } from '../testing/counted-port.ts';
import { createCountingClient } from '../testing/counting-client.ts';
import { startTableEngine, type TableEngine, tableEnginePath, tableName } from '../testing/table-engine.ts';
import { createDynamoDbAgentRepository } from './dynamodb-agent-repository.ts';
import { createDynamoDbAuditLog } from './dynamodb-audit-log.ts';
import { createDynamoDbExecutionRepository } from './dynamodb-execution-repository.ts';
import { createDynamoDbIdempotencyStore } from './dynamodb-idempotency-store.ts';
import { createDynamoDbJobRepository } from './dynamodb-job-repository.ts';
import { createDynamoDbKeyReader } from './dynamodb-key-reader.ts';
import { createDynamoDbOutboxReader } from './dynamodb-outbox-reader.ts';
import { createDynamoDbPolicyRepository } from './dynamodb-policy-repository.ts';
import { createDynamoDbToolRepository } from './dynamodb-tool-repository.ts';
import { createDynamoDbWindowCounter } from './dynamodb-window-counter.ts';

const enginePath = tableEnginePath();
/** What `scripts/costs.ts` counts with. */
const counts = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'operation-counts.json'), 'utf8'));
const input = { text: 'x'.repeat(400) };
const allowance = { requestsPerMinute: 600 };
const delivery = { hide: async () => undefined };

if (enginePath === undefined) {
  it.skip('the cost of requests: no engine for this platform (@dynoxide/linux-x64)', () => {});
} else {
  let engine: TableEngine;

  beforeAll(async () => {
    engine = await startTableEngine(enginePath);
  });
  afterAll(() => engine.close());

  /** The service with every row in the table, warm, and with nothing else to do: the dearest that a request comes to. */
  const openService = async () => {
    const { client, takeSpent } = createCountingClient(engine.client);
    const table = { client, tableName };
    const clock = createTestClock();
    const memory = createMemoryPorts({ clock });
    const bucket: Counted = {};
    const queue: Counted = {};
    const ports = {
      ...memory,
      tools: createDynamoDbToolRepository(table),
      policies: createDynamoDbPolicyRepository(table),
      executions: createDynamoDbExecutionRepository(table),
      jobs: createDynamoDbJobRepository(table),
      windows: createDynamoDbWindowCounter(table),
      agents: createDynamoDbAgentRepository(table),
      outbox: createDynamoDbOutboxReader(table),
      audit: createDynamoDbAuditLog(table),
      idempotency: createDynamoDbIdempotencyStore(table),
      artifacts: createCountedPort(memory.artifacts, bucket),
      verdicts: createCountedPort(memory.verdicts, bucket),
      outputs: createCountedPort(memory.outputs, bucket),
      queue: createCountedPort(createMemoryWorkQueue(), queue),
    };
    const service = makeUseCases(ports, testSettings);
    const worker = makeWorkerUseCases(ports, testSettings);
    const keys = makeAuthorizerUseCases({ keys: createDynamoDbKeyReader(table), audit: ports.audit, clock });
    const take = () => {
      const { readUnits, writeUnits, calls } = takeSpent();
      const used = { tableCalls: calls, readUnits, writeUnits, bucket: { ...bucket }, queue: { ...queue } };
      for (const name of Object.keys(bucket)) delete bucket[name];
      for (const name of Object.keys(queue)) delete queue[name];
      return used;
    };
    const costOf = async (act: () => Promise<unknown>) => {
      // Longer than policies are remembered.
      clock.advance(5_000);
      await act();
      return take();
    };
    return { service, worker, keys, ports, costOf };
  };

  it('costs what the bill is computed from', async () => {
    const { service, worker, keys, costOf } = await openService();
    const { tool } = await service.createTool(planner, aToolDraft());
    const { toolId } = tool;
    const execute = (options = {}) => service.executeTool(planner, toolId, { input }, options);
    const submit = async () => {
      const executed = await execute({ preference: { respondAsync: true } });
      if (executed.kind !== 'job') throw new Error('It was answered at once.');
      return executed.job.jobId;
    };
    const { key = '' } = await service.createAgent(operator, {
      account: '000000000000',
      draft: { name: 'bot', scopes: ['tools:execute'] },
    });
    await execute();
    const warmJob = await submit();
    await worker.runJob({ agent: planner, jobId: warmJob }, delivery);
    let jobId = '';
    let drafts = 0;
    const another = () => {
      drafts += 1;
      const code = `def run(text):\n    return ${drafts}\n`;
      return aToolDraft({ name: `tool_${drafts}`, code, entryPoint: 'run' });
    };
    await costOf(() => service.createTool(planner, another()));
    await costOf(() => worker.sweep());

    const measured = {
      countedRequest: await costOf(() => service.countRequest(planner, allowance, true)),
      admittedKey: await costOf(() => keys.admitKey({ key, scope: 'tools:execute' })),
      executedAtOnce: await costOf(() => execute()),
      submittedJob: await costOf(async () => {
        jobId = await submit();
      }),
      ranJob: await costOf(() => worker.runJob({ agent: planner, jobId }, delivery)),
      foundJob: await costOf(() => service.getJob(planner, jobId)),
      foundTool: await costOf(() => service.getTool(planner, toolId)),
      sweptIdle: await costOf(() => worker.sweep()),
      createdTool: await costOf(() => service.createTool(planner, another())),
      validatedTool: await costOf(() => service.validateTool(planner, another())),
    };

    expect(measured).toEqual(counts);
  });
}
