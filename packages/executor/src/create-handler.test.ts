import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorRequest } from '@dtr/contracts';
import { createHandler } from './create-handler.ts';
import { execute } from './execute.ts';

const request: ExecutorRequest = {
  executionId: 'exec-01',
  language: 'python',
  code: 'def f(): return 1',
  entryPoint: 'f',
  calling: 'named',
  parameterNames: [],
  inputJson: '{}',
  limits: { timeoutMs: 1_000, memoryMb: 64, outputBytes: 1_024, logBytes: 1_024 },
};

describe('the executor function', () => {
  const taskRoot = mkdtempSync(join(tmpdir(), 'executor-'));
  afterAll(() => rmSync(taskRoot, { recursive: true }));
  const env = { ENVIRONMENT: 'test', SERVICE_VERSION: '1', LOG_LEVEL: 'SILENT', LAMBDA_TASK_ROOT: taskRoot };

  it('does not start without its settings and names them', () => {
    expect(() => createHandler({})).toThrow(/ENVIRONMENT is missing.*SERVICE_VERSION is missing/);
  });

  it('answers not_started when there is no sandbox, and runs nothing anywhere else', async () => {
    const response = await createHandler(env)(request);

    expect(response).toMatchObject({ status: 'not_started', outputStatus: 'none' });
  });

  it.each([
    ['language', { language: 'cobol' }],
    ['inputJson', { inputJson: {} }],
    ['limits.timeoutMs', { limits: {} }],
  ])('refuses a payload without a usable %s', async (field, change) => {
    await expect(createHandler(env)({ ...request, ...change })).rejects.toThrow(`The payload's ${field} must be`);
  });
});

describe('execute', () => {
  const result = {
    status: 'succeeded' as const,
    outputStatus: 'valid' as const,
    outputJson: '{"big":9007199254740993}',
    error: null,
    logs: { stdout: '', stderr: '', truncated: false },
    engine: 'engine-1',
    usage: { durationMs: 1, startMs: 0 },
  };

  it('hands the code and its limits to the sandbox as they came', async () => {
    const run = jest.fn(async () => result);

    await execute({ run }, request);

    expect(run).toHaveBeenCalledWith({
      language: 'python',
      source: request.code,
      functionName: 'f',
      calling: 'named',
      parameterNames: [],
      argumentsJson: '{}',
      limits: request.limits,
    });
  });

  it('says that the interpreter refused the code, and where', async () => {
    const refusedByRuntime = { message: 'invalid syntax', line: 2 };
    const { outputJson: _, ...refused } = { ...result, status: 'not_started' as const, refusedByRuntime };

    const response = await execute({ run: async () => refused }, request);

    expect(response).toMatchObject({ status: 'not_started', refusedByRuntime });
  });

  it('keeps every digit of the output', async () => {
    const response = await execute({ run: async () => result }, request);

    expect(response.output).toEqual({ json: '{"big":9007199254740993}' });
  });
});
