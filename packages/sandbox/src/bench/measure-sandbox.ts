import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunRequest } from '../run-request.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { medianMs, medianOf } from './median.ts';

const run = promisify(execFile);

export interface SandboxFigures {
  /** Medians in milliseconds of one call each, everything included. Python's are absent where there is no `python3`. */
  readonly pythonMs: number;
  readonly plainPythonMs?: number;
  readonly javascriptMs: number;
  readonly plainJavascriptMs: number;
  /** Runs per second, of Python, one at a time and two at once. */
  readonly oneAtATimePerSecond: number;
  readonly twoAtOncePerSecond: number;
}

export interface MeasureOptions {
  readonly assetsDir: string;
  /** Runs of each kind. The plain interpreters get a tenth. */
  readonly runs?: number;
}

const items = {
  items: [
    { price: 2, count: 3 },
    { price: 5, count: 7 },
  ],
};
const python =
  'def f(items):\n    return {"total": sum(i["price"] * i["count"] for i in items), "count": len(items)}\n';
const javascript =
  'function f(items) { return { total: items.reduce((sum, i) => sum + i.price * i.count, 0), count: items.length }; }\n';

/** Measures fresh runs against what a user would start instead: a new process of `python3 -I -c` and of `node -e`. */
export async function measureSandbox({ assetsDir, runs = 300 }: MeasureOptions): Promise<SandboxFigures> {
  const single = createSandbox({ assetsDir });
  const double = createSandbox({ assetsDir, concurrency: 2 });
  try {
    await Promise.all([single.warm('python'), single.warm('javascript')]);
    const call = (language: 'python' | 'javascript') => () => single.run(requestOf(language));
    const pythonMs = await medianMs(runs, call('python'), isolated);
    const javascriptMs = await medianMs(runs, call('javascript'), isolated);
    const plainPythonMs = await medianMs(Math.ceil(runs / 10), () => run('python3', ['-I', '-c', plainPython])).catch(
      () => undefined,
    );
    const plainJavascriptMs = await medianMs(Math.ceil(runs / 10), () =>
      run(process.execPath, ['-e', plainJavascript]),
    );
    const { oneAtATimePerSecond, twoAtOncePerSecond } = await compareThroughput(single, double, runs);
    const figures = { pythonMs, javascriptMs, plainJavascriptMs, oneAtATimePerSecond, twoAtOncePerSecond };
    return { ...figures, ...(plainPythonMs === undefined ? {} : { plainPythonMs }) };
  } finally {
    await Promise.all([single.close(), double.close()]);
  }
}

const plainPython = `${python}import json\nprint(json.dumps(f(**json.loads('${JSON.stringify(items)}'))))`;
const plainJavascript = `${javascript}console.log(JSON.stringify(f(JSON.parse('${JSON.stringify(items)}').items)))`;
/** Pause between calls, so that what is measured is a call and not the tidying after the one before. */
const isolated = { pauseMs: 5 };

function requestOf(language: 'python' | 'javascript'): RunRequest {
  return {
    language,
    source: language === 'python' ? python : javascript,
    functionName: 'f',
    calling: 'named',
    parameterNames: ['items'],
    argumentsJson: JSON.stringify(items),
    limits: { timeoutMs: 10_000, memoryMb: 64, outputBytes: 65_536, logBytes: 1_024 },
  };
}

const rounds = 5;

/** Taken in turns, so that a busy moment of the machine does not fall on one of them alone. */
async function compareThroughput(single: Sandbox, double: Sandbox, runs: number) {
  const ones: number[] = [];
  const twos: number[] = [];
  // The first round only gives the compilers of all processes time to settle.
  for (let round = 0; round <= rounds; round += 1) {
    const [one, two] = [await throughput(single, 1, runs), await throughput(double, 2, runs)];
    if (round > 0) ones.push(one);
    if (round > 0) twos.push(two);
  }
  return { oneAtATimePerSecond: medianOf(ones), twoAtOncePerSecond: medianOf(twos) };
}

async function throughput(sandbox: Sandbox, callers: number, runs: number): Promise<number> {
  const request = requestOf('python');
  const keepCalling = async () => {
    for (let done = 0; done < runs; done += 1) await sandbox.run(request);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: callers }, keepCalling));
  return (callers * runs * 1_000) / (performance.now() - startedAt);
}
