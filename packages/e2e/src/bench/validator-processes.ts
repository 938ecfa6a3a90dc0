import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultPolicy, type Language } from '@dtr/contracts';
import { readTools } from '../corpus/read-corpus.ts';
import { buildDir } from './paths.ts';

const run = promisify(execFile);
const options = { maxBuffer: 64 << 20, timeout: 300_000 };
const bundle = join(buildDir, 'lambda', 'validator', 'index.js');

interface File {
  readonly language: Language;
  readonly code: string;
}

export interface ValidatorTimes {
  /** Of the last rounds, when all is warm. */
  readonly msPerTool: number;
  /** Of each file, the first time it was judged. */
  readonly times: readonly number[];
  readonly peakMb: number;
}

const pythonTools = (): readonly File[] =>
  readTools().flatMap(({ draft }) => (draft.language === 'python' ? [{ language: 'python', code: draft.code }] : []));

/** Judges files with the built function in a fresh process; the demo's Python tools when none are given. */
export async function timeValidator(files?: readonly File[]): Promise<ValidatorTimes> {
  return withFiles(JSON.stringify({ files: files ?? pythonTools(), policy: defaultPolicy }), async (input) => {
    const { stdout } = await run(process.execPath, ['-e', judge, bundle, input, files ? '0' : '25'], options);
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n', stdout.length - 2) + 1));
  });
}

/** From before `require` to the answer of the first request, in a fresh process. */
export async function timeColdStart(): Promise<number> {
  const first = { language: 'python', code: 'def handler(text):\n    return text\n' } as const;
  return withFiles(JSON.stringify({ files: [first], policy: defaultPolicy }), async (input) => {
    const { stdout } = await run(process.execPath, ['-e', judge, bundle, input, '0'], options);
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n', stdout.length - 2) + 1)).readyMs;
  });
}

const judge = `
const started = performance.now();
Object.assign(process.env, { ENVIRONMENT: 'bench', SERVICE_VERSION: '0', LOG_LEVEL: 'ERROR' });
const [bundle, input, rounds] = process.argv.slice(1);
const { handler } = require(bundle);
const { files, policy } = JSON.parse(require('node:fs').readFileSync(input, 'utf8'));
(async () => {
  const times = [];
  let readyMs;
  for (const file of files) {
    const before = performance.now();
    await handler({ ...file, policy });
    readyMs ??= performance.now() - started;
    times.push(performance.now() - before);
  }
  times[0] = times[1] ?? times[0];
  const perTool = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const before = performance.now();
    for (const file of files) await handler({ ...file, policy });
    perTool.push((performance.now() - before) / files.length);
  }
  const msPerTool = perTool.slice(10).sort((a, b) => a - b)[Math.floor((perTool.length - 10) / 2)] ?? 0;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write('\\n' + JSON.stringify({ msPerTool, times, peakMb, readyMs }) + '\\n', () => process.exit(0));
})();`;

/** A Python that has Bandit: the first on the path, or the system's own. */
export async function findBandit(): Promise<string | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const found = await run(python, ['-c', 'import bandit'], options).catch(() => undefined);
    if (found) return python;
  }
  return undefined;
}

/** Milliseconds per tool of Bandit's manager over the same files, after three warm rounds. */
export async function timeBandit(python: string): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'dtr-bandit-'));
  try {
    const paths = pythonTools().map((_, index) => join(dir, `tool_${index}.py`));
    await Promise.all(pythonTools().map(({ code }, index) => writeFile(paths[index] ?? '', code)));
    const { stdout } = await run(python, ['-c', bandit, ...paths], options);
    return Number(stdout.trim().split('\n').at(-1));
  } finally {
    await rm(dir, { recursive: true });
  }
}

const bandit = `
import sys, time, logging
logging.disable(logging.CRITICAL)
from bandit.core import config, manager
files = sys.argv[1:]
def once():
    judge = manager.BanditManager(config.BanditConfig(), 'file')
    judge.discover_files(files)
    before = time.perf_counter()
    judge.run_tests()
    return (time.perf_counter() - before) * 1000 / len(files)
for _ in range(3): once()
print(sorted(once() for _ in range(15))[7])
`;

async function withFiles<T>(text: string, act: (path: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'dtr-validator-'));
  try {
    const path = join(dir, 'input.json');
    await writeFile(path, text);
    return await act(path);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Shapes that end parsers and analyses, near the limits of what is read at all. */
export function hostileFiles(): readonly File[] {
  const python = (code: string): File => ({ language: 'python', code });
  const script = (code: string): File => ({ language: 'javascript', code });
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  return [
    python('def handler(x):\n    return x\n'),
    python(`x = "${'a'.repeat(1_000_000)}"`),
    python(`${'('.repeat(10_000)}${')'.repeat(10_000)}`),
    python(`x = (${lines(50_000, () => '1 +')} 1)`),
    python(`x = (${lines(9_900, () => '1 +')} 1)`),
    python(`x = ${'not '.repeat(4_900)}1`),
    python(lines(4_900, (i) => `x${i} = = ${i}`)),
    python(`def f():\n${lines(6_600, (i) => `    a${i} = eval`)}`),
    python(lines(2_200, () => 'def f(x):\n    return x')),
    python(`import re\ndef f(x):\n    return (${lines(1_000, (i) => `re.match(r"(a+)+${i}", x) or`)} x)`),
    python(`import re\ndef f(x):\n    return re.match(r"${'(a|'.repeat(2_000)}${')*'.repeat(2_000)}", x)`),
    python(`def f(x):\n    while True:\n${lines(3_900, (i) => `        x = x + ${i}`)}`),
    python(`def handler(a):\n${lines(3_300, () => '    a = a.b')}\n    return a`),
    python(`import a\nx = [\n${lines(4_800, () => 'a,')}\n]\n${lines(3_400, () => 'import a')}`),
    python(
      `D = [\n${lines(4_000, (i) => `"k${i}",`)}\n]\ndef f(x):\n${lines(1_000, (i) => `    getattr(x, D[${i}])`)}`,
    ),
    python(`import re\n${lines(300, (i) => `R${i} = re.compile(r"((((a{1,9}){1,9}){1,9}){1,9}){1,9}${i}")`)}`),
    script(`let a = "ab";\n${lines(3_100, () => 'a = a + a;')}`),
    script(lines(9, (i) => `function f${i}(x) { ${'while (x > 1) { x = x - 1;\n'.repeat(95)}${'}'.repeat(95)} }`)),
    script(`function f(a) {\n${lines(1_000, () => 'for (const i of a) { a.push(i); }')}\n}`),
    script(`export function f(x) {\n${lines(1_500, (i) => `/${i}([^,]*,){11}P/.test(x);`)}\n}`),
    script(`export const x = ${lines(9_900, () => '1 +')} 1`),
    script(`x = ${'a => '.repeat(4_900)}1`),
    script(`x = ${'`${'.repeat(190)}1${'}`'.repeat(190)}`),
    script(`export const f = (x) => ${lines(1_000, (i) => `/(a+)+${i}/.test(x) ||`)} x`),
    script(`export const f = (x) => /${'(?:a'.repeat(3_000)}${')*'.repeat(3_000)}/.test(x)`),
    script(lines(3_900, (i) => `const a${i} = globalThis;`)),
    script(`export function f(x) {\n${lines(1_900, (i) => `while (true) { x += ${i};`)}${'}'.repeat(1_900)}}`),
    { language: 'typescript', code: `type A = ${'Array<'.repeat(5_000)}x${'>'.repeat(5_000)}` },
    { language: 'typescript', code: `export function f(x: ${lines(5_000, (i) => `'a${i}' |`)} 'b') { return x; }` },
  ];
}
