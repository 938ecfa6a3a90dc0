import { disguiseHost } from './host-disguise.ts';
import type { HostFunctions } from './import-gate.ts';
import type { Pyodide, WasmMemory } from './interpreter.ts';

export interface LoadOptions {
  /** URL of the directory with the interpreter's files, with a slash at its end. */
  readonly directoryUrl: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Absent when a snapshot is to be made of the interpreter that is loaded. */
  readonly snapshot?: Uint8Array;
  /** Gets the functions the interpreter will import, before it is instantiated. */
  readonly onImports: (functions: HostFunctions) => void;
}

export interface LoadedInterpreter {
  readonly pyodide: Pyodide;
  readonly memory: WasmMemory;
}

/** What the interpreter sees of this realm. Has to be the same, and empty, when a snapshot is made and when it is loaded. */
const jsglobals = {};

export async function loadInterpreter({
  directoryUrl,
  files,
  snapshot,
  onImports,
}: LoadOptions): Promise<LoadedInterpreter> {
  disguiseHost(directoryUrl, files);
  const found = captureMemory(onImports, snapshot?.length ?? 0);
  const { loadPyodide } = await import('pyodide');
  const options = {
    indexURL: directoryUrl,
    jsglobals,
    env: { HOME: '/home/sandbox', PYTHONHASHSEED: '0' },
    ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true }),
  };
  const pyodide = (await loadPyodide(options as object)) as unknown as Pyodide;
  const { memory } = found;
  if (!memory) throw new Error('The interpreter came without a memory.');
  return { pyodide, memory };
}

type Instantiate = (
  code: unknown,
  imports?: { readonly env?: HostFunctions },
) => Promise<{ readonly instance?: { readonly exports: Record<string, unknown> } }>;

/** Gets hold of the interpreter's imports and memory on their way; the loader shows neither. */
function captureMemory(onImports: (functions: HostFunctions) => void, snapshotBytes: number) {
  const found: { memory?: WasmMemory } = {};
  const engine = (globalThis as unknown as { WebAssembly: { instantiate: Instantiate } }).WebAssembly;
  const { instantiate } = engine;
  const capture: Instantiate = async (code, imports) => {
    const isInterpreter = imports?.env?.emscripten_resize_heap !== undefined;
    if (isInterpreter && imports?.env) onImports(imports.env);
    const result = await instantiate(code, imports);
    if (isInterpreter) found.memory = enlarge(result.instance?.exports.memory as WasmMemory, snapshotBytes);
    return result;
  };
  const instantiateStreaming = async (response: Promise<{ arrayBuffer(): Promise<unknown> }>, imports: object) =>
    capture(await (await response).arrayBuffer(), imports);
  Object.assign(engine, { instantiate: capture, instantiateStreaming });
  return found;
}

/** The loader copies a snapshot into the memory as it finds it. */
function enlarge(memory: WasmMemory, bytes: number): WasmMemory {
  const missing = Math.floor((bytes - memory.buffer.byteLength) / 65_536);
  if (missing > 0) memory.grow(missing);
  return memory;
}
