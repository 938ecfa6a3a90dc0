import type { RunLimits } from './limits.ts';
import { nestingOf } from './nesting.ts';
import type { ChildOutcome } from './process/child.ts';
import { type ChildReport, decodeAnswer, type InterpreterReport, type Refusal } from './protocol/answer.ts';
import { parseChildReport, parseInterpreterReport } from './protocol/parse-answer.ts';
import type { RunError, RunResult } from './run-result.ts';

/** The part of a result that the outcome decides. `durationMs` is absent when the child did not live to say it. */
export type Interpreted = Pick<
  RunResult,
  'status' | 'outputStatus' | 'outputJson' | 'outputBytes' | 'error' | 'refusedByRuntime'
> & {
  readonly durationMs?: number;
  readonly isReusable: boolean;
};

/** Turns what a child did into a result. Nothing a child says is believed beyond what it could say about itself. */
export function interpretOutcome(outcome: ChildOutcome, limits: RunLimits): Interpreted {
  if (outcome.kind === 'timed_out') return timedOut(limits.timeoutMs);
  if (outcome.kind === 'died') return diedOf(outcome.signal, limits);
  try {
    const { child, interpreter, output } = decodeAnswer(outcome.payload);
    const report = parseChildReport(child);
    const { durationMs, isReusable, refusal } = report;
    if (refusal && !report.memoryRefused) return { ...refused(refusal), durationMs, isReusable };
    const result = judge(report, parseInterpreterReport(interpreter), output, limits);
    return { ...result, durationMs, isReusable: isReusable && isUneventful(result.status, interpreter) };
  } catch {
    return broken('InterpreterBreakdown', 'The interpreter gave an answer that cannot be read.');
  }
}

type Judged = Omit<Interpreted, 'isReusable' | 'durationMs'>;

function judge(
  child: ChildReport,
  interpreter: InterpreterReport | undefined,
  output: Buffer,
  limits: RunLimits,
): Judged {
  const hasSucceeded = interpreter?.outcome === 'returned';
  if (!hasSucceeded && (child.memoryRefused || interpreter?.outcome === 'out_of_memory')) return outOfMemory(limits);
  if (child.breakdown) return failed(child.breakdown);
  if (!interpreter) throw new TypeError('No report came.');
  const { outcome, outputBytes, error } = interpreter;
  if (outcome === 'returned') return returned(output, limits);
  if (outcome === 'too_large') return tooLarge(outputBytes ?? limits.outputBytes, limits);
  return failed(error ?? { type: 'Error', message: '' }, outcome === 'not_serializable' ? outcome : 'none');
}

function returned(output: Buffer, limits: RunLimits): Judged {
  if (output.length > limits.outputBytes) return tooLarge(output.length, limits);
  if (nestingOf(output) > deepestNesting) return failed(tooDeep, 'not_serializable');
  const outputJson = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(output);
  JSON.parse(outputJson);
  return { status: 'succeeded', outputStatus: 'valid', outputJson, outputBytes: output.length, error: null };
}

/** Deeper values are refused: few programs that read the output could walk them. */
const deepestNesting = 500;
const tooDeep = {
  type: 'NotSerializable',
  message: `The value is nested more than ${deepestNesting} levels deep.`,
  path: '',
};

function failed(error: RunError, outputStatus: 'none' | 'not_serializable' = 'none'): Judged {
  return { status: 'failed', outputStatus, error };
}

function refused(error: Refusal): Judged {
  const { message, line } = error;
  const refusedByRuntime = { message, ...(line === undefined ? {} : { line }) };
  return { status: 'not_started', outputStatus: 'none', error, refusedByRuntime };
}

function tooLarge(outputBytes: number, { outputBytes: accepted }: RunLimits): Judged {
  const message = `The output is ${outputBytes} bytes of JSON; at most ${accepted} are accepted.`;
  return { status: 'succeeded', outputStatus: 'too_large', outputBytes, error: { type: 'OutputTooLarge', message } };
}

function outOfMemory({ memoryMb }: RunLimits): Judged {
  const message = `The code needed more than the ${memoryMb} MB of memory it may use.`;
  return { status: 'out_of_memory', outputStatus: 'none', error: { type: 'OutOfMemory', message } };
}

function timedOut(timeoutMs: number): Interpreted {
  const message = `The code was still running after ${timeoutMs} ms and was stopped.`;
  const error = { type: 'TimedOut', message };
  return { status: 'timed_out', outputStatus: 'none', error, durationMs: timeoutMs, isReusable: false };
}

/** Signals by which V8 or the kernel ends a process whose memory is exhausted. */
const memorySignals = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGKILL']);

function diedOf(signal: string | null, limits: RunLimits): Interpreted {
  if (signal !== null && memorySignals.has(signal)) return { ...outOfMemory(limits), isReusable: false };
  return broken('InterpreterBreakdown', 'The interpreter ended before the code did.');
}

function broken(type: string, message: string): Interpreted {
  return { ...failed({ type, message }), isReusable: false };
}

/**
 * After a returned value or an ordinary exception the interpreter is made fresh in the same process. Every other ending
 * has shaken the process itself, and it is not used again.
 */
function isUneventful(status: RunResult['status'], interpreter: unknown): boolean {
  if (status === 'succeeded') return true;
  return status === 'failed' && parseInterpreterReport(interpreter)?.isOrdinary === true;
}
