import { randomFillSync } from 'node:crypto';
import type { LogForwarder } from '../log-forwarder.ts';
import { Breakdown } from './breakdown.ts';
import { type Channel, installDevices } from './devices.ts';
import { type FileGuard, guardFiles } from './file-guard.ts';
import { type HeapImage, takeHeapImage } from './heap-image.ts';
import { createImportGate, type ImportGate } from './import-gate.ts';
import type { PyodideModule, WasmMemory } from './interpreter.ts';
import { type LoadOptions, loadInterpreter } from './interpreter-loader.ts';
import { createMemoryCap, type MemoryCap } from './memory-cap.ts';

/** The directories that code may write to; its home is where it starts. */
export const homeDirectory = '/home/sandbox';
const writableDirectories = ['/tmp', homeDirectory];

/** An interpreter with everything taken from it that belongs to the host, and what is needed to make it fresh. */
export interface Parts {
  readonly module: PyodideModule;
  readonly memory: WasmMemory;
  readonly gate: ImportGate;
  readonly cap: MemoryCap;
  readonly channel: Channel;
  readonly files: FileGuard;
  readonly image: HeapImage;
  readonly logs: LogForwarder;
  /** Addresses of the lines of Python that were asked for, in their order. */
  readonly lines: readonly number[];
}

export interface PartsOptions extends Omit<LoadOptions, 'onImports'> {
  readonly logs: LogForwarder;
  /** Python to run once, before the memory image is taken; it gets the descriptor of the channel. */
  readonly prepare: (channel: number) => string;
  /** Lines of Python that will be run in `__main__`. */
  readonly lines: readonly string[];
}

/** Loads the interpreter, takes away what belongs to the host, and closes the gate for good. */
export async function openParts({ logs, prepare, lines, ...options }: PartsOptions): Promise<Parts> {
  const cap = createMemoryCap();
  const gate = createImportGate({
    emscripten_resize_heap: cap.resizeHeap,
    random_get: (pointer = 0, length = 0) => fillWithEntropy(memory, pointer, length),
  });
  const { pyodide, memory } = await loadInterpreter({ ...options, onImports: gate.guard });
  const module = pyodide._module;
  cap.attach(memory, (bytes) => module.growMemory(bytes));
  const channel = installDevices(module.FS, logs);
  pyodide.runPython(prepare(channel.fd));
  const addresses = lines.map((line) => allocateText(module, line));
  const files = guardFiles(module, writableDirectories);
  gate.close();
  return { module, memory, gate, cap, channel, files, logs, lines: addresses, image: takeHeapImage(memory) };
}

/** Runs a line of Python in `__main__`. Answers how the interpreter broke down, if it did. */
export function callLine({ module, gate }: Parts, line: number): Breakdown | undefined {
  try {
    const code = module._PyRun_SimpleString(line);
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

/** Makes the interpreter as it was when it was opened. Not after a breakdown. */
export function restoreParts({ image, files, gate }: Parts): void {
  image.restore();
  files.restore();
  gate.takeBreakdown();
}

const brokeDown = 'The code brought the interpreter down.';
const tooDeep = 'The code went deeper than the stack of the interpreter allows.';

/** A memory that has grown is zeroed rather than given up, up to the least that a run may be allowed. */
const tolerableGrowthBytes = 16 * 1_024 * 1_024;

export function hasGrownTooMuch({ memory, image }: Parts): boolean {
  return memory.buffer.byteLength - image.bytes > tolerableGrowthBytes;
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
