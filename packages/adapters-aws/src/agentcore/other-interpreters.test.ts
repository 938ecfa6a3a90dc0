import { spawnSync } from 'node:child_process';
import { type ExecutorRequest, limits } from '@dtr/contracts';
import { newUlid } from '@dtr/core/testing';
import { sessionProgram } from './harness/session-program.ts';
import { interpretResults } from './interpret-results.ts';
import { readResults } from './read-results.ts';

/*
 * The service runs CPython and Deno. The emulator's interpreters are a CPython in WebAssembly and QuickJS; here the harness runs in V8, whose
 * stacks and errors are other ones, and in the CPython of this machine, if it has one.
 */
const interpreters = {
  python: ['python3', ['-I', '-']],
  javascript: [process.execPath, ['--input-type=module', '-']],
} as const;
type RealLanguage = keyof typeof interpreters;

const has = (language: RealLanguage) => spawnSync(interpreters[language][0], ['--version']).status === 0;

const request: ExecutorRequest = {
  executionId: `exec-${newUlid()}`,
  language: 'python',
  code: '',
  entryPoint: 'f',
  calling: 'named',
  parameterNames: ['n'],
  inputJson: '{"n":41}',
  limits: { timeoutMs: 10_000, memoryMb: 64, outputBytes: 1_000_000, logBytes: limits.logBytes },
};

async function run(language: RealLanguage, code: string) {
  const asked = { ...request, language, code };
  const [command, flags] = interpreters[language];
  const done = spawnSync(command, flags, { input: sessionProgram(asked).code, encoding: 'utf8', timeout: 20_000 });
  const events = async function* () {
    const structuredContent = { stdout: done.stdout, stderr: done.stderr, exitCode: done.status ?? 137 };
    yield { content: [], structuredContent, isError: done.status !== 0 };
  };
  const result = interpretResults(await readResults(events(), asked.limits), asked, { durationMs: 1, startMs: 1 });
  return result.outcome === 'finished' ? result.execution : result;
}

const failed = (error: object) => ({ status: 'failed', outputStatus: 'none', error: expect.objectContaining(error) });
const notJson = (path: string) => ({ outputStatus: 'not_serializable', error: expect.objectContaining({ path }) });
const refused = (refusedByRuntime: object) => ({ outcome: 'not-started', refusedByRuntime });

const cases: Readonly<Record<RealLanguage, readonly (readonly [string, string, object])[]>> = {
  python: [
    [
      'an output',
      'def f(n): return {"é": [n + 1, 2 ** 70, "😀"]}',
      { outputJson: '{"é":[42,1180591620717411303424,"😀"]}' },
    ],
    [
      'prints',
      'def f(n):\n    print("out ü")\n    return 1',
      { logs: { stdout: 'out ü\n', stderr: '', truncated: false } },
    ],
    [
      'an event loop',
      'import asyncio\nasync def f(n):\n    await asyncio.sleep(0)\n    return n',
      { outputJson: '41' },
    ],
    ['an exception', 'def f(n):\n    raise KeyError("k")', failed({ type: 'KeyError', message: "'k'", line: 2 })],
    ['a set', 'def f(n): return {"a": [{1}]}', notJson('/a/0')],
    ['an exit', 'import sys\ndef f(n): sys.exit(0)', failed({ type: 'SystemExit' })],
    ['an end of the process', 'import os\ndef f(n): os._exit(0)', failed({ type: 'InterpreterBreakdown' })],
    ['a broken line', 'def f(n:\n  return n', refused({ message: "'(' was never closed", line: 1 })],
    ['more memory than it may use', 'def f(n): return len(bytearray(500_000_000))', { status: 'out_of_memory' }],
  ],
  javascript: [
    ['an output', 'export const f = (n) => ({ "é": [n + 1, "😀"] });', { outputJson: '{"é":[42,"😀"]}' }],
    [
      'prints',
      'export function f() { console.log("out ü", { a: 1 }); }',
      { logs: { stdout: 'out ü { a: 1 }\n', stderr: '', truncated: false } },
    ],
    ['a function that is not exported', 'const f = async (n) => { await null; return n; };', { outputJson: '41' }],
    ['a CommonJS export', 'module.exports = { f: (n) => n };', { outputJson: '41' }],
    [
      'an error',
      'export function f() {\n  throw new TypeError("no");\n}',
      failed({
        type: 'TypeError',
        message: 'no',
        line: 2,
        trace: expect.stringMatching(/^TypeError: no\n {4}at f \(main\.js:2:9\)$/),
      }),
    ],
    [
      'an error in a timer',
      'export const f = () => new Promise(() => setTimeout(() => { throw new Error("late"); }, 1));',
      failed({ message: 'late' }),
    ],
    ['a set', 'export const f = () => ({ a: [new Set()] });', notJson('/a/0')],
    ['a recursion without end', 'export function f() { return f(); }', failed({ type: 'RangeError' })],
    [
      'nesting without end',
      'export function f() { let a = []; for (let n = 0; n < 100000; n += 1) a = [a]; return a; }',
      { outputStatus: 'not_serializable' },
    ],
    ['timers that go on', 'export function f() { setInterval(() => {}, 1); return 1; }', { outputJson: '1' }],
    [
      'a rejection that nobody waits for',
      'export async function f() { Promise.reject(new Error("left")); return 1; }',
      { outputJson: '1' },
    ],
    [
      'a promise that never settles',
      'export const f = () => new Promise(() => {});',
      failed({ message: expect.stringContaining('never settles') }),
    ],
    ['an end of the process', 'export const f = () => process.exit(0);', failed({ type: 'InterpreterBreakdown' })],
    [
      'a broken line',
      'export function f() {}\nconst = 1;',
      refused({ message: expect.stringContaining('Unexpected token') }),
    ],
    ['a SyntaxError of its own', 'throw new SyntaxError("mine");', failed({ type: 'SyntaxError', message: 'mine' })],
  ],
};

describe.each(['python', 'javascript'] as const)('the harness in an interpreter of this machine for %s', (language) => {
  const where = has(language) ? it : it.skip;
  if (where === it.skip) process.stderr.write(`skipped: there is no ${interpreters[language][0]} here\n`);

  where.each(cases[language])('tells of %s', async (_, code, expected) => {
    expect(await run(language, code)).toMatchObject(expected);
  });
});
