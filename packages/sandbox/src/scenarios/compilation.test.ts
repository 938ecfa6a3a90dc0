import type { Language } from '../run-request.ts';
import { openSandbox, type TestSandbox } from '../testing/open-sandbox.ts';

// The compiler is given much to do, and a busy machine takes its time.
jest.setTimeout(180_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, 60_000);
afterAll(() => sandbox.close());

const good: Readonly<Record<Language, string>> = {
  python: 'def f(): return 1',
  javascript: 'const f = () => 1;',
  typescript: 'const f = (): number => 1;',
};

describe('code that its interpreter would not compile', () => {
  it.each<[Language, string, string, { message: string; line?: number }]>([
    ['python', 'a broken line', 'print("ran")\ndef f(:\n  pass', { message: 'invalid syntax', line: 2 }],
    ['python', 'a wrong indentation', 'def f():\nreturn 1', { message: expect.stringContaining('indented'), line: 2 }],
    [
      'python',
      'a fault that only the compiler sees',
      'def f():\n  x: int = 1\n  global x',
      { message: "annotated name 'x' can't be global", line: 3 },
    ],
    ['python', 'a null character', 'def f(): return "\0"', { message: expect.stringContaining('null bytes') }],
    ['python', 'half a surrogate pair', 'def f(): return "\ud800"', { message: expect.stringContaining('surrogates') }],
    [
      'python',
      'signs beyond what the grammar reads',
      `x = ${'-'.repeat(20_000)}1`,
      { message: expect.stringContaining('too complex to parse') },
    ],
    [
      'python',
      'a sum beyond the stack',
      `x = ${'1 + '.repeat(100_000)}1`,
      { message: expect.stringContaining('deeper than the stack') },
    ],
    [
      'javascript',
      'a broken line',
      'console.log("ran");\nfunction f( {',
      { message: 'invalid property name', line: 2 },
    ],
    [
      'javascript',
      'an end that the line added for the call would mend',
      'function f() {}\nif (f)',
      { message: expect.stringContaining('unexpected token'), line: 2 },
    ],
    [
      'javascript',
      'brackets beyond the stack',
      `const x = ${'['.repeat(20_000)}${']'.repeat(20_000)};`,
      { message: expect.stringContaining('nested deeper') },
    ],
    [
      'typescript',
      'types that cannot be taken away',
      'let a = 1;\nlet b: = 2;',
      { message: 'Unexpected token', line: 2 },
    ],
    [
      'typescript',
      'a fault that is left when the types are gone',
      'function f(): number {\n  return 08;\n}',
      { message: expect.stringContaining('octal'), line: 2 },
    ],
  ])('in %s, by %s, is refused before any of it runs, and the next run works', async (language, _, source, refusal) => {
    const result = await sandbox.call(language, source);
    const next = await sandbox.call(language, good[language]);

    expect(result).toMatchObject({ status: 'not_started', outputStatus: 'none', error: { message: refusal.message } });
    expect(result.refusedByRuntime).toEqual(refusal);
    expect(result.logs.stdout).toBe('');
    expect(next).toMatchObject({ status: 'succeeded', outputJson: '1' });
  });
});

describe('code that compiles and fails afterwards', () => {
  it.each<[Language, string, string]>([
    ['python', 'raises a syntax error of its own', 'def f():\n  raise SyntaxError("mine")'],
    ['python', 'raises one while it is loaded', 'raise SyntaxError("mine")\ndef f(): pass'],
    ['python', 'evaluates broken code', 'def f(): return eval("1 +")'],
    ['python', 'recurses without end', 'def f(): return f()'],
    ['python', 'lacks the function', 'def g(): pass'],
    ['javascript', 'throws a syntax error of its own', 'function f() { throw new SyntaxError("mine"); }'],
    ['javascript', 'throws one while it is loaded', 'function f() {}\nthrow new SyntaxError("mine");'],
    ['javascript', 'makes a broken function', 'function f() { return new Function("("); }'],
    ['javascript', 'parses what is no JSON', 'function f() { return JSON.parse("{"); }'],
    ['javascript', 'imports what is not there', 'import fs from "fs";\nfunction f() {}'],
  ])('in %s, when it %s, has failed and was not refused', async (language, _, source) => {
    const result = await sandbox.call(language, source);

    expect(result.status).toBe('failed');
    expect(result).not.toHaveProperty('refusedByRuntime');
  });

  it('cannot pass itself off as code that never ran', async () => {
    const forged = [
      'import os, json',
      'def f():',
      '  answer = {"outcome": "refused", "error": {"type": "SyntaxError", "message": "forged"}, "isOrdinary": True}',
      '  for fd in range(64):',
      '    try: os.write(fd, json.dumps(answer).encode() + b"\\n")',
      '    except OSError: pass',
    ].join('\n');

    const result = await sandbox.call('python', forged);

    expect(result.status).not.toBe('not_started');
    expect(result).not.toHaveProperty('refusedByRuntime');
  });
});

it('code that its compiler has no memory for is out of memory, and may compile where it is allowed more', async () => {
  const source = `x = [${'1.5, "text", '.repeat(10_000)}]\ndef f(): return len(x)`;

  const little = await sandbox.call('python', source, {}, { memoryMb: 1 });
  const enough = await sandbox.call('python', source, {}, { memoryMb: 512 });

  expect(little.status).toBe('out_of_memory');
  expect(enough.outputJson).toBe('20000');
});
