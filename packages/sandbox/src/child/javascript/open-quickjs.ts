import { readFileSync } from 'node:fs';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';

/** As much of Node's `WebAssembly` as is used; its types leave it out. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmEngine {
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
}

const pageBytes = 65_536;
const megabyte = 1_024 * 1_024;
/** Pages: what the module is compiled for, and the whole of a 32-bit address space. */
const memorySize = { initial: 256, maximum: 32_768 };
/** What an empty interpreter needs of its memory. */
const ownBytes = 2 * megabyte;

export interface QuickJsEngine {
  /** The module for the next run. */
  module(): QuickJSWASMModule;
  /** Begins a run that may use this much memory. */
  allow(memoryMb: number): void;
  /** Whether the run since then was refused memory. */
  wasRefused(): boolean;
  /** Replaces a module whose memory has grown: memory never shrinks, and the next run may be allowed less. */
  renew(): Promise<void>;
}

/**
 * QuickJS with a bound on its memory that holds. Its own memory limit does not: compiled to WebAssembly it cannot tell
 * how large its allocations are, and counts only their overhead.
 */
export async function openQuickJs(wasmFile: URL): Promise<QuickJsEngine> {
  const wasm = (globalThis as unknown as { WebAssembly: WasmEngine }).WebAssembly;
  const { Memory } = wasm;
  const compiled = new wasm.Module(readFileSync(wasmFile));
  let limitBytes = Number.POSITIVE_INFINITY;
  let isRefused = false;
  const createMemory = (): WasmMemory => {
    const memory = new Memory(memorySize);
    const grow = memory.grow.bind(memory);
    const bounded = (pages: number) => {
      isRefused ||= memory.buffer.byteLength + pages * pageBytes > limitBytes;
      if (isRefused) throw new RangeError('Memory limit.');
      return grow(pages);
    };
    // Not by assignment: by the time of a renewal the prototype is frozen.
    return Object.defineProperty(memory, 'grow', { value: bounded });
  };
  const load = async (memory: WasmMemory) => {
    const options = { wasmModule: compiled, wasmMemory: memory } as object;
    // The package's types describe its CommonJS form.
    return newQuickJSWASMModuleFromVariant(newVariant(variant as unknown as QuickJSSyncVariant, options));
  };
  let memory = createMemory();
  let module = await load(memory);
  return {
    module: () => module,
    allow(memoryMb) {
      limitBytes = ownBytes + memoryMb * megabyte;
      isRefused = false;
    },
    wasRefused: () => isRefused,
    async renew() {
      if (memory.buffer.byteLength === memorySize.initial * pageBytes) return;
      memory = createMemory();
      module = await load(memory);
    },
  };
}
