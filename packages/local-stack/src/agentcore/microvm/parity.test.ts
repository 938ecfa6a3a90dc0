import { StartCodeInterpreterSessionCommand } from '@aws-sdk/client-bedrock-agentcore';
import { type ExecutorRequest, type Language, languages } from '@dtr/contracts';
import type { ExecutorOutcome } from '@dtr/core';
import { describeSandboxSessions, describeToolExecutor } from '@dtr/core/testing';
import { createSandbox, type RunResult, type Sandbox } from '@dtr/sandbox';
import { assetsDir, codeInterpreterIdentifier } from '../testing/open-agentcore.ts';
import { type OpenMicrovm, openMicrovm, requestDefaults } from './open-microvm.ts';
import { parityCases } from './parity-cases.ts';

jest.setTimeout(180_000);

let microvm: OpenMicrovm;
let wasm: Sandbox;
beforeAll(async () => {
  microvm = await openMicrovm();
  wasm = createSandbox({ assetsDir });
}, 60_000);
afterAll(async () => {
  await wasm.close();
  await microvm.close();
});

const limits = { timeoutMs: 20_000, memoryMb: 128, outputBytes: 1_000_000, logBytes: 16_384 };

function requestOf(language: Language, code: string): Omit<ExecutorRequest, 'executionId'> {
  return { ...requestDefaults, language, code, entryPoint: 'f', calling: 'named', parameterNames: [], limits };
}

/** What a caller gets of either: all but where and how long it ran. */
async function inMicrovm(request: Omit<ExecutorRequest, 'executionId'>) {
  const result = await microvm.execute(request);
  if (result.outcome === 'not-started') return { status: 'not_started', refused: result.refusedByRuntime };
  if (result.outcome === 'unknown') return result;
  const { status, outputStatus, outputJson, outputBytes, error, logs } = result.execution;
  return { status, outputStatus, outputJson, outputBytes, error, logs };
}

async function inWasm({
  code: source,
  entryPoint: functionName,
  inputJson: argumentsJson,
  ...rest
}: typeof requestDefaults) {
  const result: RunResult = await wasm.run({ ...rest, source, functionName, argumentsJson });
  const { status, outputStatus, outputJson, outputBytes, error, logs } = result;
  if (status === 'not_started') return { status, refused: result.refusedByRuntime };
  return { status, outputStatus, outputJson, outputBytes, error, logs };
}

describe.each(languages)('both tiers say the same of %s', (language) => {
  it.each(parityCases[language])('%s', async (_, code) => {
    const request = requestOf(language, code);

    const [strong, fast] = await Promise.all([inMicrovm(request), inWasm(request)]);

    expect(strong).toEqual(fast);
    expect(fast.status === 'not_started' ? fast.refused : fast.logs).toBeDefined();
  });
});

describe('a tool', () => {
  const call = (given: Partial<ExecutorRequest>) => microvm.execute({ ...requestDefaults, limits, ...given });
  const outputOf = (result: ExecutorOutcome) => (result.outcome === 'finished' ? result.execution.outputJson : result);

  it('in Python is called by name, and with integers as they were written', async () => {
    const code = 'def f(*, n, b=2): return [n + 1, b]';
    const result = await call({ code, entryPoint: 'f', calling: 'named', inputJson: '{"n":9007199254740993}' });

    expect(outputOf(result)).toBe('[9007199254740994,2]');
  });

  it('in JavaScript gets its arguments in the order of the parameters, absent ones as undefined', async () => {
    const code = 'function f(a, b = 2, c) { return [a, b, c, arguments.length]; }';
    const named = { calling: 'named', parameterNames: ['a', 'b', 'c'], inputJson: '{"c":3,"a":1}' } as const;
    const result = await call({ language: 'javascript', code, entryPoint: 'f', ...named });

    expect(outputOf(result)).toBe('[1,2,3,3]');
  });

  it.each([
    ['python', 'def handler(input): return len(bytearray(input["bytes"]))'],
    ['javascript', 'const handler = ({ bytes }) => new Uint8Array(bytes).length;'],
  ] as const)('in %s that needs more memory than its session has is out of memory', async (language, code) => {
    const result = await call({ language, code, inputJson: '{"bytes":1500000000}' });

    expect(result).toMatchObject({ outcome: 'finished', execution: { status: 'out_of_memory' } });
  });
});

describeToolExecutor('AgentCore', async () => ({ execute: microvm.execute }));

describeSandboxSessions('AgentCore', async () => ({
  sessions: microvm.sessions,
  async start(name) {
    const start = new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier, name });
    return (await microvm.client.send(start)).sessionId ?? '';
  },
}));

it('lists more sessions than one page holds', async () => {
  const start = () => microvm.client.send(new StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier }));
  const started: unknown[] = [];
  for (let count = 0; count < 103; count += 1) started.push((await start()).sessionId);

  const sessions = await microvm.sessions.list();
  for (const { sessionId } of sessions) await microvm.sessions.stop(sessionId);

  expect(sessions.map(({ sessionId }) => sessionId)).toEqual(expect.arrayContaining(started));
  expect(await microvm.sessions.list()).toEqual([]);
});
