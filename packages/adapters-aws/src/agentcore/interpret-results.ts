import type { ExecutionLogs, ExecutorRequest } from '@dtr/contracts';
import type { ExecutorOutcome, FinishedExecution } from '@dtr/core';
import { type Ended, failed, interpretFrame, outOfMemory, timedOut } from './harness/interpret-frame.ts';
import { parseError, parseLogs, parseReport } from './harness/parse-report.ts';
import type { Frame } from './harness/read-frame.ts';
import type { SessionResults } from './read-results.ts';

/** An engine that did not live to name itself. */
export const unnamedEngine = 'code-interpreter';
const noLogs: ExecutionLogs = { stdout: '', stderr: '', truncated: false };

/** What became of an execution whose stream was read to its end. */
export function interpretResults(
  results: SessionResults,
  request: ExecutorRequest,
  usage: FinishedExecution['usage'],
): ExecutorOutcome {
  const { output, ending } = results;
  const engine = output.engine ?? unnamedEngine;
  const { frame } = output;
  if (frame?.kind === 'refused') return refused(frame, request, { engine, usage });
  if (frame) {
    const stray = { stdout: output.stray, stderr: results.stderr };
    const logs = parseLogs(frame.logs, stray, request.limits.logBytes);
    return finished(interpretFrame(frame, request), { logs, engine, usage });
  }
  if (!ending) return { outcome: 'unknown', reason: 'The stream ended without a result.' };
  if (output.engine === undefined)
    return { outcome: 'unknown', reason: `The harness never began: ${results.stderr.slice(0, 500)}` };
  return finished(endedUnreported(results, request), { logs: noLogs, engine, usage });
}

type Circumstances = Pick<FinishedExecution, 'logs' | 'engine' | 'usage'>;

function finished(ended: Ended, circumstances: Circumstances): ExecutorOutcome {
  return { outcome: 'finished', execution: { ...ended, ...circumstances } };
}

/** Said before any of the code could run, so that it is no word of the code. */
function refused(
  frame: Frame,
  { limits }: ExecutorRequest,
  circumstances: Omit<Circumstances, 'logs'>,
): ExecutorOutcome {
  if (parseReport(frame.report)?.outcome === 'out_of_memory')
    return finished(outOfMemory(limits.memoryMb), { ...circumstances, logs: noLogs });
  const { message, line } = parseError((frame.report as { readonly error?: unknown } | null)?.error);
  const refusedByRuntime = { message, ...(line !== undefined && { line }) };
  return { outcome: 'not-started', reason: `The code does not compile: ${message}`, refusedByRuntime };
}

/** The exit codes by which a shell names the signals of a time limit and of exhausted memory. */
const exitCodes = { timedOut: 124, killed: 137 } as const;

/** The session says that the program ended, and the harness did not live to say how. */
function endedUnreported({ ending, stderr }: SessionResults, { limits }: ExecutorRequest): Ended {
  if (ending?.exitCode === exitCodes.killed || /out of memory/i.test(stderr)) return outOfMemory(limits.memoryMb);
  if (ending?.exitCode === exitCodes.timedOut) return timedOut(limits.timeoutMs);
  if (/await promise never resolved|unsettled top-level await/i.test(stderr)) return failed(neverSettled);
  return failed({ type: 'InterpreterBreakdown', message: 'The interpreter ended before the code did.' });
}

const neverSettled = {
  type: 'Error',
  message: 'The promise it returned never settles: nothing is left to run.',
};
