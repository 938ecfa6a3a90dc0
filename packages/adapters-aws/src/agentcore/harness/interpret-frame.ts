import type { ExecutionError, ExecutorRequest } from '@dtr/contracts';
import type { FinishedExecution } from '@dtr/core';
import { type HarnessReport, parseReport } from './parse-report.ts';
import type { Frame } from './read-frame.ts';

export type Ended = Pick<FinishedExecution, 'status' | 'outputStatus' | 'outputJson' | 'outputBytes' | 'error'>;

/** How a run ended that the harness reports; in the same words as the wasm tier. */
export function interpretFrame(frame: Frame, { limits }: Pick<ExecutorRequest, 'limits'>): Ended {
  const report = parseReport(frame.report);
  return report ? judge(report, frame.output, limits) : brokenDown;
}

function judge(report: HarnessReport, output: string, limits: ExecutorRequest['limits']): Ended {
  const { outcome, outputBytes, error } = report;
  if (outcome === 'out_of_memory') return outOfMemory(limits.memoryMb);
  if (outcome === 'too_large') return tooLarge(outputBytes ?? limits.outputBytes, limits.outputBytes);
  if (outcome === 'returned') return returned(output, limits.outputBytes);
  return failed(error ?? { type: 'Error', message: '' }, outcome === 'not_serializable' ? outcome : 'none');
}

function returned(outputJson: string, accepted: number): Ended {
  const outputBytes = Buffer.byteLength(outputJson);
  if (outputBytes > accepted) return tooLarge(outputBytes, accepted);
  if (nestingOf(outputJson) > deepestNesting) return failed(tooDeep, 'not_serializable');
  try {
    JSON.parse(outputJson);
    return { status: 'succeeded', outputStatus: 'valid', outputJson, outputBytes, error: null };
  } catch {
    return failed({ type: 'InterpreterBreakdown', message: 'The interpreter gave an answer that cannot be read.' });
  }
}

/** Deeper values are refused: few programs that read the output could walk them. */
const deepestNesting = 500;
const tooDeep = {
  type: 'NotSerializable',
  message: `The value is nested more than ${deepestNesting} levels deep.`,
  path: '',
};

/** How many arrays and objects stand inside one another, at the deepest place of a JSON text. */
function nestingOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at];
    if (isInText && mark === '\\') at += 1;
    else if (mark === '"') isInText = !isInText;
    else if (isInText) continue;
    else if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function tooLarge(outputBytes: number, accepted: number): Ended {
  const message = `The output is ${outputBytes} bytes of JSON; at most ${accepted} are accepted.`;
  return { status: 'succeeded', outputStatus: 'too_large', outputBytes, error: { type: 'OutputTooLarge', message } };
}

export function failed(error: ExecutionError, outputStatus: 'none' | 'not_serializable' = 'none'): Ended {
  return { status: 'failed', outputStatus, error };
}

export function outOfMemory(memoryMb: number): Ended {
  const message = `The code needed more than the ${memoryMb} MB of memory it may use.`;
  return { status: 'out_of_memory', outputStatus: 'none', error: { type: 'OutOfMemory', message } };
}

export function timedOut(timeoutMs: number): Ended {
  const message = `The code was still running after ${timeoutMs} ms and was stopped.`;
  return { status: 'timed_out', outputStatus: 'none', error: { type: 'TimedOut', message } };
}

const brokenDown = failed({
  type: 'InterpreterBreakdown',
  message: 'The interpreter gave an answer that cannot be read.',
});
