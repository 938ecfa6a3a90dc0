import type { FileAnswer, LiveRequest } from '../../live/live-protocol.ts';
import type { ChildReport } from '../../protocol/answer.ts';
import { defineLive } from './harness.ts';
import { callLine, hasGrownTooMuch, openParts, type PartsOptions, restoreParts } from './interpreter-parts.ts';
import { openFiles } from './live-files.ts';
import type { Answer } from './open-interpreter.ts';

const megabyte = 1_024 * 1_024;
/** What the files of one session may hold, and how long the answer to one execution may be. */
const fileBytes = 256 * megabyte;
const reportBytes = 4_096;

/** A Python interpreter that keeps what code leaves behind. */
export interface LiveInterpreter {
  answer(request: LiveRequest): Answer;
}

type Execute = Extract<LiveRequest, { kind: 'execute' }>;

export async function openLiveInterpreter(options: Omit<PartsOptions, 'prepare' | 'lines'>): Promise<LiveInterpreter> {
  const parts = await openParts({
    ...options,
    prepare: (channel) =>
      [defineLive(), `__harness__["prepare"](${channel})`, `__harness__["prepare_live"](${channel})`].join('\n'),
    lines: ['__execute__()'],
  });
  const { FS } = parts.module;
  const files = openFiles(FS);
  const stack = parts.module._emscripten_stack_get_current();
  parts.files.setBudget(fileBytes);

  const execute = ({ code, memoryMb, logBytes }: Execute): Answer => {
    const startedAt = performance.now();
    parts.cap.begin(parts.image.bytes + memoryMb * megabyte);
    parts.logs.reset(logBytes);
    parts.channel.begin(Buffer.from(code), reportBytes);
    const [line = 0] = parts.lines;
    const breakdown = callLine(parts, line);
    const memoryRefused = parts.cap.wasRefused();
    const isIntact = !breakdown && parts.module._emscripten_stack_get_current() === stack;
    const report: ChildReport = {
      durationMs: performance.now() - startedAt,
      isReusable: isIntact && !memoryRefused,
      memoryRefused,
      ...(breakdown ? { breakdown: { type: breakdown.type, message: breakdown.message } } : {}),
    };
    return { report, interpreterReport: parts.channel.takeAnswer(), output: Buffer.alloc(0) };
  };
  const reset = (): Answer => {
    const isReusable = !hasGrownTooMuch(parts);
    restoreParts(parts);
    parts.files.setBudget(fileBytes);
    return done({}, isReusable);
  };
  const clear = (): Answer => {
    const kept = files.all();
    restoreParts(parts);
    parts.files.setBudget(fileBytes);
    for (const { path, bytes } of kept) files.write(path, bytes);
    return done({});
  };
  return {
    answer(request) {
      switch (request.kind) {
        case 'execute':
          return execute(request);
        case 'reset':
          return reset();
        case 'clear':
          return clear();
        case 'write':
          return done(files.write(request.path, Buffer.from(request.base64, 'base64')));
        default:
          return done(files[request.kind](request.path));
      }
    },
  };
}

function done(answer: FileAnswer, isReusable = true): Answer {
  const report = { durationMs: 0, isReusable, memoryRefused: false };
  return { report, interpreterReport: Buffer.alloc(0), output: Buffer.from(JSON.stringify(answer)) };
}
