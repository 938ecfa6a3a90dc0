import type { Language, RunRequest } from '../run-request.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { costlySources, hostileSources } from './hostile-sources.ts';

export interface SoakOptions {
  readonly assetsDir: string;
  /** Checked runs. Two hostile ones go before every three. */
  readonly runs: number;
  /** Chooses the order of the hostile runs. The same seed gives the same order. */
  readonly seed: number;
}

export interface SoakFigures {
  readonly checked: number;
  readonly hostile: number;
  /** Checked runs that gave anything but the one right answer. Has to be 0. */
  readonly wrong: number;
  /** The first few of them, as they were. */
  readonly examples: readonly string[];
}

/** Every how many hostile runs one costs a process. */
const costlyEvery = 40;
const mostExamples = 5;

/** Runs checked code with hostile code in between and counts the answers that came out wrong. */
export async function soakSandbox({ assetsDir, runs, seed }: SoakOptions): Promise<SoakFigures> {
  const sandbox = createSandbox({ assetsDir });
  const random = createRandom(seed);
  const examples: string[] = [];
  let [hostile, wrong] = [0, 0];
  try {
    for (let index = 0; index < runs; index += 1) {
      if (index % 3 < 2) {
        hostile += 1;
        await runHostile(sandbox, hostile, random);
      }
      const fault = await check(sandbox, index);
      if (!fault) continue;
      wrong += 1;
      if (examples.length < mostExamples) examples.push(fault);
    }
    return { checked: runs, hostile, wrong, examples };
  } finally {
    await sandbox.close();
  }
}

async function runHostile(sandbox: Sandbox, count: number, random: () => number): Promise<void> {
  const choices = count % costlyEvery === 0 ? costlySources : hostileSources;
  const choice = choices[Math.floor(random() * choices.length)] ?? choices[0];
  if (choice) await sandbox.run(requestOf(choice.language, choice.source, {}, 500));
}

/** Uses what the hostile code meddles with: built-ins, modules, files, environment, chance, output, the event loop. */
const pythonSource = `
import asyncio, decimal, json, math, os, random, sys
async def f(n):
    await asyncio.sleep(0)
    print("line", n)
    clean = not os.listdir("/tmp") and not os.listdir(".") and "LEFT" not in os.environ
    drawn = random.random()
    return {"v": sum(range(n)), "pi": int(math.pi * 100), "clean": clean, "drawn": 0 <= drawn < 1,
            "text": json.dumps([len("abc")]), "third": str(decimal.Decimal(1) / 3)[:6], "cwd": os.getcwd()}
`;
const javascriptSource = `
async function f(n) {
  await null;
  console.log("line", n);
  const clean = typeof left === "undefined" && typeof late === "undefined" && ({}).left === undefined;
  const fair = Date.now() > 1.7e12 && Math.random() !== Math.random();
  return { v: Array.from({ length: n }, (_, i) => i).reduce((a, b) => a + b, 0), clean, fair, text: JSON.stringify([3]) };
}
`;

/** What was wrong, or nothing. */
async function check(sandbox: Sandbox, index: number): Promise<string | undefined> {
  const language = index % 2 === 0 ? 'python' : 'javascript';
  const n = index % 500;
  const v = (n * (n - 1)) / 2;
  const expected =
    language === 'python'
      ? { v, pi: 314, clean: true, drawn: true, text: '[3]', third: '0.3333', cwd: '/home/sandbox' }
      : { v, clean: true, fair: true, text: '[3]' };
  const source = language === 'python' ? pythonSource : javascriptSource;
  const { outputJson, error, logs } = await sandbox.run(requestOf(language, source, { n }, 20_000));
  const isRight = outputJson === JSON.stringify(expected) && logs.stdout === `line ${n}\n` && logs.stderr === '';
  return isRight ? undefined : JSON.stringify({ language, n, outputJson, error, logs });
}

function requestOf(language: Language, source: string, input: object, timeoutMs: number): RunRequest {
  return {
    language,
    source,
    functionName: 'f',
    calling: 'named',
    parameterNames: Object.keys(input),
    argumentsJson: JSON.stringify(input),
    limits: { timeoutMs, memoryMb: 48, outputBytes: 65_536, logBytes: 4_096 },
  };
}

/** A small generator of numbers in [0, 1): enough for an order that can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
