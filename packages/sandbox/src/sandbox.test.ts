import { openSandbox, type TestSandbox } from './testing/open-sandbox.ts';

describe('the sandbox', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
    await Promise.all([sandbox.warm('python'), sandbox.warm('javascript')]);
  }, 180_000);
  afterAll(() => sandbox.close());

  it.each([
    ['python', 'def f(a, b=2):\n    return {"sum": a + b}'],
    ['javascript', 'export function f(a, b = 2) { return { sum: a + b }; }'],
    ['typescript', 'interface Sum { sum: number }\nfunction f(a: number, b = 2): Sum { return { sum: a + b }; }'],
  ] as const)(
    'calls a %s function with the arguments that are given and leaves the others to their defaults',
    async (language, source) => {
      const result = await sandbox.call(language, source, { a: 1 });

      expect(result).toMatchObject({
        status: 'succeeded',
        outputStatus: 'valid',
        outputJson: '{"sum":3}',
        error: null,
      });
    },
  );

  it('names the engine and the time it took', async () => {
    const python = await sandbox.call('python', 'def f(): return 1');
    const javascript = await sandbox.call('javascript', 'const f = () => 1');

    expect(python.engine).toMatch(/^pyodide-\d/);
    expect(javascript.engine).toMatch(/^quickjs-emscripten-\d/);
    expect(python.usage.durationMs).toBeGreaterThan(0);
  });

  it('refuses a request that no engine could run', async () => {
    const request = { language: 'python', source: '', functionName: 'f; import os', calling: 'named' } as const;
    const limits = { timeoutMs: 1, memoryMb: 1, outputBytes: 1, logBytes: 1 };

    const run = sandbox.run({ ...request, parameterNames: [], argumentsJson: '{}', limits });

    await expect(run).rejects.toThrow('functionName must be an ASCII identifier');
  });
});
