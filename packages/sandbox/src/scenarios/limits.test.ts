import { openSandbox, type TestSandbox } from '../testing/open-sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, 60_000);
afterAll(() => sandbox.close());

describe('the time limit', () => {
  it.each([
    ['python', 'def f():\n    print("begun")\n    while True: pass'],
    ['javascript', 'function f() { console.log("begun"); for (;;) {} }'],
  ] as const)(
    'ends %s code wherever it is, keeps what it printed, and the next run works',
    async (language, source) => {
      const result = await sandbox.call(language, source, {}, { timeoutMs: 400 });
      const next = await sandbox.call(language, language === 'python' ? 'def f(): return 1' : 'const f = () => 1');

      expect(result).toMatchObject({ status: 'timed_out', outputStatus: 'none', error: { type: 'TimedOut' } });
      expect(result.error?.message).toContain('400 ms');
      expect(result.logs.stdout).toBe('begun\n');
      expect(next.outputJson).toBe('1');
    },
  );
});

describe('the memory limit', () => {
  it.each([
    ['python', 'def f(mb):\n    return len(bytearray(mb * 1024 * 1024))'],
    ['javascript', 'function f(mb) { return new Uint8Array(mb * 1024 * 1024).length; }'],
  ] as const)('leaves %s code what it was promised and refuses it what is beyond', async (language, source) => {
    const [within, beyond] = await Promise.all([
      sandbox.call(language, source, { mb: 40 }, { memoryMb: 48 }),
      sandbox.call(language, source, { mb: 56 }, { memoryMb: 48 }),
    ]);

    expect(within.outputJson).toBe(String(40 * 1_024 * 1_024));
    expect(beyond).toMatchObject({ status: 'out_of_memory', outputStatus: 'none', error: { type: 'OutOfMemory' } });
    expect(beyond.error?.message).toContain('48 MB');
  });

  it('is the limit of each run, also after one that was allowed more', async () => {
    const source = 'def f(mb):\n    return len(bytearray(mb * 1024 * 1024))';
    await sandbox.call('python', source, { mb: 100 }, { memoryMb: 128 });

    expect((await sandbox.call('python', source, { mb: 24 }, { memoryMb: 16 })).status).toBe('out_of_memory');
  });

  it('does not end code that copes with the refusal', async () => {
    const source = 'def f():\n    try:\n        bytearray(10 ** 9)\n    except MemoryError:\n        return "coped"';

    expect(await sandbox.call('python', source)).toMatchObject({ status: 'succeeded', outputJson: '"coped"' });
  });
});

describe('the output limit', () => {
  it.each([
    ['python', 'def f(n): return "é" * n'],
    ['javascript', 'const f = (n) => "é".repeat(n);'],
  ] as const)('counts the bytes of the JSON text of a %s value, and never cuts it', async (language, source) => {
    const [within, beyond] = await Promise.all([
      sandbox.call(language, source, { n: 499 }, { outputBytes: 1_000 }),
      sandbox.call(language, source, { n: 500 }, { outputBytes: 1_000 }),
    ]);

    expect(within).toMatchObject({ outputStatus: 'valid', outputBytes: 1_000 });
    expect(beyond).toMatchObject({ status: 'succeeded', outputStatus: 'too_large', outputBytes: 1_002 });
    expect(beyond).not.toHaveProperty('outputJson');
  });

  it('lets 10 MB through when it may', async () => {
    const result = await sandbox.call('python', 'def f(): return "x" * 10_000_000', {}, { outputBytes: 16_777_216 });

    expect(result).toMatchObject({ outputStatus: 'valid', outputBytes: 10_000_002 });
  });
});

describe('the log limit', () => {
  it.each([
    [
      'python',
      'import sys\ndef f():\n    for _ in range(1_000): print("x" * 99_999)\n    print("e", file=sys.stderr)\n    return 1',
    ],
    [
      'javascript',
      'function f() { for (let i = 0; i < 1000; i += 1) console.log("x".repeat(99_999)); console.error("e"); return 1; }',
    ],
  ] as const)('keeps the beginning of 100 MB from %s and says that it did', async (language, source) => {
    const { outputJson, logs } = await sandbox.call(language, source, {}, { logBytes: 1_000 });

    expect(outputJson).toBe('1');
    expect(logs).toEqual({ stdout: 'x'.repeat(1_000), stderr: 'e\n', truncated: true });
  });

  it('cuts between characters and keeps nothing when it is zero', async () => {
    const source = 'def f(): print("aé")';

    const cut = await sandbox.call('python', source, {}, { logBytes: 2 });
    const none = await sandbox.call('python', source, {}, { logBytes: 0 });

    expect(cut.logs).toEqual({ stdout: 'a', stderr: '', truncated: true });
    expect(none.logs).toEqual({ stdout: '', stderr: '', truncated: true });
  });
});
