/** What a WASI call answers when it is done (`ESUCCESS`). */
const done = 0;

/**
 * The six WASI calls the parser's WebAssembly needs: memory, a clock and random numbers for its hash tables. There is
 * no file system, no environment and no output behind them, so that a fault in the parser has nothing to reach.
 */
export function createWasiStub(memory: WebAssembly.Memory) {
  const view = () => new DataView(memory.buffer);
  const wasiImport = {
    random_get(pointer: number, length: number) {
      // Shared memory cannot be filled directly.
      new Uint8Array(memory.buffer, pointer, length).set(crypto.getRandomValues(new Uint8Array(length)));
      return done;
    },
    environ_get: () => done,
    environ_sizes_get(count: number, bytes: number) {
      view().setUint32(count, 0, true);
      view().setUint32(bytes, 0, true);
      return done;
    },
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      view().setBigUint64(result, BigInt(Math.round(performance.now() * 1e6)), true);
      return done;
    },
    fd_write(_file: number, vectors: number, count: number, written: number) {
      let bytes = 0;
      for (let index = 0; index < count; index += 1) bytes += view().getUint32(vectors + 8 * index + 4, true);
      view().setUint32(written, bytes, true);
      return done;
    },
    proc_exit(code: number): never {
      throw new RangeError(`The parser gave up with code ${code}.`);
    },
    sched_yield: () => done,
  };
  return {
    wasiImport,
    initialize(instance: object) {
      const { exports } = instance as WebAssembly.Instance;
      (exports._initialize as (() => void) | undefined)?.();
    },
    start: () => done,
    getImportObject: () => ({ wasi_snapshot_preview1: wasiImport }),
  };
}
