import { randomFillSync } from 'node:crypto';
import type { ChildReport } from '../../protocol/answer.ts';
import type { RunRequest } from '../../run-request.ts';
import type { LogForwarder } from '../log-forwarder.ts';
import { Breakdown } from './breakdown.ts';
import { type Channel, installDevices } from './devices.ts';
import { type FileGuard, guardFiles } from './file-guard.ts';
import { type HeapImage, takeHeapImage } from './heap-image.ts';
import { createImportGate, type ImportGate } from './import-gate.ts';
import type { PyodideModule, WasmMemory } from './interpreter.ts';
import { type LoadOptions, loadInterpreter } from './interpreter-loader.ts';
import { createMemoryCap, type MemoryCap } from './memory-cap.ts';
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

interface Parts {
  readonly module: PyodideModule;
  readonly memory: WasmMemory;
  readonly gate: ImportGate;
  readonly cap: MemoryCap;
  readonly channel: Channel;
  readonly files: FileGuard;
  readonly image: HeapImage;
  readonly logs: LogForwarder;
  /** Addresses of the two lines of Python that serve a request. */
  readonly accept: number;
  readonly serve: number;
}

const megabyte = 1_024 * 1_024;
/** A memory that has grown is zeroed rather than given up, up to the least that a run may be allowed. */
const tolerableGrowthBytes = 16 * megabyte;
/** Room for a report beside the output. */
const reportBytes = megabyte;

/** Loads the interpreter, takes away what belongs to the host, and closes the gate for good. */
export async function openInterpreter(
  options: Omit<LoadOptions, 'onImports'> & { readonly logs: LogForwarder },
): Promise<FreshInterpreter> {
  const cap = createMemoryCap();
  const gate = createImportGate({
    emscripten_resize_heap: cap.resizeHeap,
    random_get: (pointer = 0, length = 0) => fillWithEntropy(memory, pointer, length),
  });
  const { pyodide, memory } = await loadInterpreter({ ...options, onImports: gate.guard });
  const module = pyodide._module;
  cap.attach(memory, (bytes) => module.growMemory(bytes));
  const channel = installDevices(module.FS, options.logs);
  pyodide.runPython(`__harness__["prepare"](${channel.fd})`);
  const accept = allocateText(module, '__accept__()');
  const serve = allocateText(module, '__serve__()');
  const files = guardFiles(module, ['/tmp', '/home/sandbox']);
  gate.close();
  const parts = { module, memory, gate, cap, channel, files, logs: options.logs, accept, serve };
  return fresh({ ...parts, image: takeHeapImage(memory) });
}

function fresh(parts: Parts): FreshInterpreter {
  const { module, memory, gate, image, channel, files } = parts;
  const stack = module._emscripten_stack_get_current();
  return {
    run(request) {
      const startedAt = performance.now();
      begin(parts, request);
      const compiled = compile(parts);
      const breakdown = compiled.isOver ? compiled.breakdown : callEntry(parts, parts.serve);
      const { interpreterReport, output } = compiled.isOver ? compiled : splitAnswer(channel.takeAnswer());
      const grownBytes = memory.buffer.byteLength - image.bytes;
      const isIntact = !breakdown && module._emscripten_stack_get_current() === stack;
      const report = {
        durationMs: performance.now() - startedAt,
        isReusable: isIntact && compiled.isOrdinary && grownBytes <= tolerableGrowthBytes,
        memoryRefused: parts.cap.wasRefused(),
        ...(breakdown ? { breakdown: { type: breakdown.type, message: breakdown.message } } : {}),
        ...(compiled.refusal ? { refusal: compiled.refusal } : {}),
      };
      return { report, interpreterReport, output };
    },
    restore() {
      image.restore();
      files.restore();
      gate.takeBreakdown();
    },
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
function compile(parts: Parts) {
  const breakdown = callEntry(parts, parts.accept);
  const answer = splitAnswer(parts.channel.takeAnswer());
  const { refusal, isOrdinary } = readRefusal(breakdown, answer.interpreterReport);
  const isOver = breakdown !== undefined || answer.interpreterReport.length > 0;
  return { ...answer, breakdown, refusal, isOrdinary, isOver };
}

function callEntry({ module, gate }: Parts, entry: number): Breakdown | undefined {
  try {
    const code = module._PyRun_SimpleString(entry);
    return gate.takeBreakdown() ?? (code === 0 ? undefined : new Breakdown('InterpreterBreakdown', brokeDown));
  } catch (error) {
    // A stack exhausted in compiled code surfaces as the host's own RangeError.
    const isStack = error instanceof RangeError;
    const fallback = isStack
      ? new Breakdown('RecursionError', tooDeep)
      : new Breakdown('InterpreterBreakdown', brokeDown);
    return gate.takeBreakdown() ?? fallback;
  }
}

const brokeDown = 'The code brought the interpreter down.';
const tooDeep = 'The code went deeper than the stack of the interpreter allows.';

function splitAnswer(answer: Buffer): { interpreterReport: Buffer; output: Buffer } {
  const end = answer.indexOf('\n');
  if (end < 0) return { interpreterReport: Buffer.alloc(0), output: Buffer.alloc(0) };
  return { interpreterReport: answer.subarray(0, end), output: answer.subarray(end + 1) };
}

function allocateText(module: PyodideModule, text: string): number {
  const bytes = Buffer.from(`${text}\0`);
  const pointer = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, pointer);
  return pointer;
}

function fillWithEntropy(memory: WasmMemory, pointer: number, length: number): number {
  randomFillSync(new Uint8Array(memory.buffer, pointer >>> 0, length >>> 0));
  return 0;
}
