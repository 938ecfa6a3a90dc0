import { join } from 'node:path';
import { measureSandbox } from '@dtr/sandbox/bench';
import { preferRealPython } from '../commands.ts';
import { atLeast, atMost, type Bar, inMs } from '../measurement.ts';
import { buildDir } from '../paths.ts';

/** Executions in the sandbox alone, as its own package measures them. */
export const sandboxExecutions: Bar = async () => {
  await preferRealPython();
  const figures = await measureSandbox({ assetsDir: join(buildDir, 'lambda', 'executor', 'sandbox') });
  const { pythonMs, plainPythonMs, javascriptMs, plainJavascriptMs, oneAtATimePerSecond, twoAtOncePerSecond } = figures;
  const withPython = 'fresh Python execution in the sandbox, against python3 -I -c';
  return [
    plainPythonMs === undefined
      ? { what: withPython, bar: 'at most 0.25', skipped: 'python3 is not installed' }
      : atMost(withPython, 0.25, pythonMs / plainPythonMs, `${inMs(pythonMs)} against ${inMs(plainPythonMs)}`),
    atMost(
      'fresh JavaScript execution, against node -e',
      0.02,
      javascriptMs / plainJavascriptMs,
      `${inMs(javascriptMs)} against ${inMs(plainJavascriptMs)}`,
    ),
    atLeast(
      'two executions at once, throughput against one at a time',
      1.4,
      twoAtOncePerSecond / oneAtATimePerSecond,
      `${twoAtOncePerSecond.toFixed(0)}/s against ${oneAtATimePerSecond.toFixed(0)}/s`,
    ),
  ];
};
