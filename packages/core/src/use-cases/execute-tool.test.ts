import type { Json, ToolDraft } from '@dtr/contracts';
import { executionJson } from '../domain/execution/execution-answer.ts';
import { parseExactJson } from '../domain/json/exact-json.ts';
import { makeUseCases } from '../make-use-cases.ts';
import type { FinishedExecution } from '../ports/tool-executor.ts';
import { answering } from '../testing/answering.ts';
import { aToolDraft, newUlid, planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import { createTieredExecutor } from './steps/tiered-executor.ts';

const setUp = async (given: Parameters<typeof createMemoryPorts>[0] = {}, draft: Partial<ToolDraft> = {}) => {
  const clock = createTestClock();
  const ports = createMemoryPorts({ clock, ...given });
  const useCases = makeUseCases(ports, testSettings);
  const { tool } = await useCases.createTool(planner, aToolDraft(draft));
  return { clock, ports, ...useCases, executeTool: answering(useCases.executeTool), tool, toolId: tool.toolId };
};
const giving = (execution: Partial<FinishedExecution>) => ({
  executor: createScriptedExecutor(() => finishedWith(execution)),
});

describe('executeTool', () => {
  it('answers with the outcome, and stores it for its caller', async () => {
    const { executeTool, getExecution, tool, toolId } = await setUp();

    const answer = await executeTool(planner, toolId, { input: { text: 'a' } });

    expect(answer).toMatchObject({
      toolId,
      version: 1,
      digest: tool.digest,
      status: 'succeeded',
      outputJson: '{"text":"a"}',
      outputStatus: 'valid',
      error: null,
      sandbox: { tier: 'wasm', engine: 'scripted-1' },
    });
    expect(await getExecution(planner, answer.executionId)).toEqual(answer);
    await expect(getExecution(researcher, answer.executionId)).rejects.toMatchObject({ code: 'execution.not_found' });
  });

  it('fills defaults and carries integers of any length both ways', async () => {
    const { executeTool, ports, toolId } = await setUp();
    const input = parseExactJson('{"n":12345678901234567890123}') as { [key: string]: Json };

    const answer = await executeTool(planner, toolId, { input });

    expect(ports.executor.requests[0]?.inputJson).toBe('{"n":12345678901234567890123,"text":"hello"}');
    expect(executionJson(answer)).toContain('"output":{"n":12345678901234567890123,"text":"hello"}');
  });

  it('refuses input that the tool does not accept, and starts nothing', async () => {
    const { executeTool, ports, toolId } = await setUp();

    await expect(executeTool(planner, toolId, { input: { text: 1 } })).rejects.toMatchObject({
      code: 'execution.invalid_input',
      details: { errors: [{ pointer: '/input/text' }] },
    });
    await expect(executeTool(planner, toolId, { input: { text: 'x'.repeat(256 * 1_024) } })).rejects.toMatchObject({
      code: 'request.too_large',
    });
    expect(ports.executor.requests).toEqual([]);
  });

  it.each([
    [{}, {}, 10_000],
    [{ limits: { timeoutSeconds: 3 } }, { timeoutSeconds: 5 }, 3_000],
    [{}, { timeoutSeconds: 5 }, 5_000],
    [{ limits: { timeoutSeconds: 25 } }, {}, 25_000],
    [{ limits: { timeoutSeconds: 900 } }, { timeoutSeconds: 25 }, 25_000],
  ])('limits time by tool and request: %j and %j make %i ms', async (draft, request, timeoutMs) => {
    const { executeTool, ports, toolId } = await setUp({}, draft);

    await executeTool(planner, toolId, { input: {}, ...request });

    expect(ports.executor.requests[0]?.limits).toMatchObject({ timeoutMs, memoryMb: 128 });
  });

  it('runs the version that is asked for', async () => {
    const { executeTool, updateTool, ports, toolId } = await setUp({}, { code: 'one', limits: { memoryMb: 16 } });
    await updateTool(planner, toolId, '*', aToolDraft({ code: 'two' }));

    const old = await executeTool(planner, toolId, { input: {}, version: 1 });
    const latest = await executeTool(planner, toolId, { input: {} });

    expect([old.version, latest.version]).toEqual([1, 2]);
    expect(ports.executor.requests).toMatchObject([
      { code: 'one', limits: { memoryMb: 16 } },
      { code: 'two', limits: { memoryMb: 128 } },
    ]);
    await expect(executeTool(planner, toolId, { input: {}, version: 3 })).rejects.toMatchObject({
      code: 'tool.not_found',
    });
  });

  it('lets any agent run a shared tool, and nobody else a private one', async () => {
    const { executeTool, updateTool, toolId } = await setUp();

    await expect(executeTool(researcher, toolId, { input: {} })).rejects.toMatchObject({ code: 'tool.not_found' });
    await updateTool(planner, toolId, '*', aToolDraft({ visibility: 'shared' }));
    await expect(executeTool(researcher, toolId, { input: {} })).resolves.toMatchObject({ status: 'succeeded' });
  });

  it('keeps an output that does not match `returns` and says where', async () => {
    const { executeTool, toolId } = await setUp(giving({ outputJson: '{"slug":1}' }), {
      returns: { type: 'object', properties: { slug: { type: 'string' } } },
    });

    expect(await executeTool(planner, toolId, { input: {} })).toMatchObject({
      status: 'succeeded',
      outputStatus: 'schema_mismatch',
      outputJson: '{"slug":1}',
      error: { type: 'OutputSchemaMismatch', path: '/slug' },
    });
  });

  it('takes integers of any length for integers', async () => {
    const { executeTool, toolId } = await setUp(giving({ outputJson: '9'.repeat(400) }), {
      returns: { type: 'integer' },
    });

    expect((await executeTool(planner, toolId, { input: {} })).outputStatus).toBe('valid');
  });

  it('puts an output that is too large for an answer behind a link, whole', async () => {
    const outputJson = JSON.stringify('x'.repeat(256 * 1_024));
    const { executeTool, getExecution, clock, ports, toolId } = await setUp(giving({ outputJson }));

    const answer = await executeTool(planner, toolId, { input: {} });

    expect(answer).toMatchObject({
      outputStatus: 'too_large',
      outputJson: 'null',
      outputLink: { bytes: outputJson.length },
    });
    expect(answer.outputLink?.expiresAt).toBe('2026-01-01T01:00:00.000Z');
    expect(await ports.outputs.find(`outputs/${answer.executionId}.json`)).toBe(outputJson);
    clock.advance(7_200_000);
    expect((await getExecution(planner, answer.executionId)).outputLink?.expiresAt).toBe('2026-01-01T03:00:00.000Z');
  });

  it('gives outputs of up to 256 KiB inline, also from the store', async () => {
    const outputJson = JSON.stringify('x'.repeat(256 * 1_024 - 2));
    const { executeTool, getExecution, toolId } = await setUp(giving({ outputJson }));

    const answer = await executeTool(planner, toolId, { input: {} });

    expect(answer).toMatchObject({ outputStatus: 'valid', outputJson });
    expect(await getExecution(planner, answer.executionId)).toEqual(answer);
  });

  it('says how large an output was that is not kept at all', async () => {
    const { executeTool, toolId } = await setUp(giving({ outputStatus: 'too_large', outputBytes: 20_000_000 }));

    const answer = await executeTool(planner, toolId, { input: {} });

    expect(answer).toMatchObject({ outputStatus: 'too_large', outputJson: 'null', error: { type: 'OutputTooLarge' } });
    expect(answer).not.toHaveProperty('outputLink');
    expect(answer.error?.message).toContain('20000000');
  });

  it.each(['failed', 'timed_out', 'out_of_memory'] as const)(
    'answers %s as an outcome, not as an error',
    async (status) => {
      const error = { type: 'ValueError', message: 'no', line: 2 };
      const logs = { stdout: 'a', stderr: 'b', truncated: true };
      const { executeTool, getExecution, toolId } = await setUp(giving({ status, error, logs }));

      const answer = await executeTool(planner, toolId, { input: {} });

      expect(answer).toMatchObject({ status, error, logs, outputStatus: 'none', outputJson: 'null' });
      expect(await getExecution(planner, answer.executionId)).toEqual(answer);
    },
  );

  it('leaves nothing behind when the sandbox did not start', async () => {
    const executor = createScriptedExecutor(() => ({ outcome: 'not-started', reason: 'throttled' }));
    const { executeTool, getExecution, toolId } = await setUp({ executor });
    const seed = newUlid();

    const refused = executeTool(planner, toolId, { input: {} }, { seed, isRetry: false });

    await expect(refused).rejects.toMatchObject({
      code: 'execution.not_started',
      isRetryable: true,
      cause: 'throttled',
    });
    await expect(getExecution(planner, `exec-${seed}`)).rejects.toMatchObject({ code: 'execution.not_found' });
  });

  it('records an unknown outcome and names the execution', async () => {
    const executor = createScriptedExecutor(() => ({ outcome: 'unknown', reason: 'lost' }));
    const { executeTool, getExecution, toolId } = await setUp({ executor });

    const failed: { details: { executionId: string } } = await executeTool(planner, toolId, { input: {} }).catch(
      (error) => error,
    );

    expect(failed).toMatchObject({ code: 'execution.outcome_unknown', isRetryable: true });
    expect(await getExecution(planner, failed.details.executionId)).toMatchObject({
      status: 'unknown',
      outputStatus: 'none',
    });
  });

  it('gives a repeated attempt the outcome that is known, and runs it again when none is', async () => {
    let isLost = true;
    const executor = createScriptedExecutor(() =>
      isLost ? { outcome: 'unknown', reason: 'lost' } : finishedWith({ outputJson: '1' }),
    );
    const { executeTool, toolId } = await setUp({ executor });
    const seed = newUlid();
    await executeTool(planner, toolId, { input: {} }, { seed, isRetry: false }).catch(() => {});
    isLost = false;

    const second = await executeTool(planner, toolId, { input: {} }, { seed, isRetry: true });
    const third = await executeTool(planner, toolId, { input: {} }, { seed, isRetry: true });

    expect(second).toMatchObject({ executionId: `exec-${seed}`, status: 'succeeded' });
    expect(third).toEqual(second);
    expect(executor.requests).toHaveLength(2);
  });

  it('refuses a quarantined tool and a tier that is not there', async () => {
    const wasm = createScriptedExecutor();
    const { executeTool, ports, tool, toolId } = await setUp({ executor: createTieredExecutor({ wasm }) });
    const record = await ports.tools.find(toolId as never);
    if (record === undefined) throw new Error('The tool was just made.');
    const entry = {
      entryId: newUlid(),
      kind: 'tool.updated',
      toolId: record.toolId,
      version: 1,
      revision: 2,
      digest: tool.digest,
      createdAt: '',
    } as const;
    const far = { ...record, revision: 2, validation: { ...record.validation, tier: 'microvm' as const } };
    await ports.tools.replace({ before: record, after: far }, entry);
    await expect(executeTool(planner, toolId, { input: {} })).rejects.toMatchObject({ code: 'execution.not_started' });

    await ports.tools.replace({ before: far, after: { ...record, revision: 3, status: 'quarantined' } }, entry);
    await expect(executeTool(planner, toolId, { input: {} })).rejects.toMatchObject({ code: 'tool.quarantined' });
    expect(wasm.requests).toEqual([]);
  });

  it('never runs bytes that do not match their digest', async () => {
    const { ports, toolId, tool } = await setUp();
    await ports.artifacts.remove(tool.digest as never);
    await ports.artifacts.put(tool.digest as never, '{"language":"javascript","code":"evil"}');
    const { executeTool } = makeUseCases(ports, testSettings);

    await expect(executeTool(planner, toolId, { input: {} })).rejects.toThrow('does not have the bytes');
    expect(ports.executor.requests).toEqual([]);
  });
});

describe('getExecution', () => {
  it('answers for 30 days, also when the tool is gone', async () => {
    const { executeTool, deleteTool, getExecution, clock, toolId } = await setUp();
    const { executionId } = await executeTool(planner, toolId, { input: {} });
    await deleteTool(planner, toolId, '*');

    clock.advance(30 * 86_400_000 - 1);
    await expect(getExecution(planner, executionId)).resolves.toMatchObject({ executionId });
    clock.advance(1);
    await expect(getExecution(planner, executionId)).rejects.toMatchObject({ code: 'execution.not_found' });
    await expect(getExecution(planner, 'exec-nonsense')).rejects.toMatchObject({ code: 'execution.not_found' });
  });
});
