import type { ChildReport } from '../../protocol/answer.ts';
import type { RunRequest } from '../../run-request.ts';
import {
  callLine,
  hasGrownTooMuch,
  openParts,
  type Parts,
  type PartsOptions,
  restoreParts,
} from './interpreter-parts.ts';
import { readRefusal } from './read-refusal.ts';

export interface Answer {
  readonly report: ChildReport;
  readonly interpreterReport: Buffer;
  readonly output: Buffer;
}

/** A Python interpreter that is made fresh between runs. */
export interface FreshInterpreter {
  run(request: Buffer): Answer;
  /** Call after each run whose report says that the interpreter is reusable, and after no other. */
  restore(): void;
}

const megabyte = 1_024 * 1_024;
/** Room for a report beside the output. */
const reportBytes = megabyte;

export async function openInterpreter(options: Omit<PartsOptions, 'prepare' | 'lines'>): Promise<FreshInterpreter> {
  const parts = await openParts({
    ...options,
    prepare: (channel) => `__harness__["prepare"](${channel})`,
    lines: ['__accept__()', '__serve__()'],
  });
  return fresh(parts);
}

function fresh(parts: Parts): FreshInterpreter {
  const { module, channel } = parts;
  const [accept = 0, serve = 0] = parts.lines;
  const stack = module._emscripten_stack_get_current();
  return {
    run(request) {
      const startedAt = performance.now();
      begin(parts, request);
      const compiled = compile(parts, accept);
      const breakdown = compiled.isOver ? compiled.breakdown : callLine(parts, serve);
      const { interpreterReport, output } = compiled.isOver ? compiled : splitAnswer(channel.takeAnswer());
      const isIntact = !breakdown && module._emscripten_stack_get_current() === stack;
      const report = {
        durationMs: performance.now() - startedAt,
        isReusable: isIntact && compiled.isOrdinary && !hasGrownTooMuch(parts),
        memoryRefused: parts.cap.wasRefused(),
        ...(breakdown ? { breakdown: { type: breakdown.type, message: breakdown.message } } : {}),
        ...(compiled.refusal ? { refusal: compiled.refusal } : {}),
      };
      return { report, interpreterReport, output };
    },
    restore: () => restoreParts(parts),
  };
}

function begin({ cap, image, files, logs, channel }: Parts, request: Buffer): void {
  const { limits } = JSON.parse(request.toString('utf8')) as RunRequest;
  cap.begin(image.bytes + limits.memoryMb * megabyte);
  files.setBudget(limits.memoryMb * megabyte);
  logs.reset(limits.logBytes);
  channel.begin(request, limits.outputBytes + reportBytes);
}

/** The first of the two calls. Whatever it answers ends the run: none of the code has run then. */
function compile(parts: Parts, accept: number) {
  const breakdown = callLine(parts, accept);
  const answer = splitAnswer(parts.channel.takeAnswer());
  const { refusal, isOrdinary } = readRefusal(breakdown, answer.interpreterReport);
  const isOver = breakdown !== undefined || answer.interpreterReport.length > 0;
  return { ...answer, breakdown, refusal, isOrdinary, isOver };
}

function splitAnswer(answer: Buffer): { interpreterReport: Buffer; output: Buffer } {
  const end = answer.indexOf('\n');
  if (end < 0) return { interpreterReport: Buffer.alloc(0), output: Buffer.alloc(0) };
  return { interpreterReport: answer.subarray(0, end), output: answer.subarray(end + 1) };
}
