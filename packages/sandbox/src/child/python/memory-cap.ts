import type { WasmMemory } from './interpreter.ts';

const pageBytes = 65_536;

/** Bounds the growth of a WebAssembly memory, and knows when it was the bound that a run ran into. */
export interface MemoryCap {
  /** Begins a run that may grow the memory up to this size. */
  begin(limitBytes: number): void;
  wasRefused(): boolean;
  /** Stands in for the interpreter's own function of this name; 1 when the memory was grown. */
  readonly resizeHeap: (requestedBytes: number) => number;
  attach(memory: WasmMemory, grow: (bytes: number) => unknown): void;
}

/** Grows ahead by this share, so that a growing heap does not ask for every page. */
const ahead = 0.2;

export function createMemoryCap(): MemoryCap {
  let limit = Number.POSITIVE_INFINITY;
  let refused = false;
  let size = () => 0;
  let growTo: (bytes: number) => unknown = () => 0;
  return {
    begin(limitBytes) {
      limit = limitBytes;
      refused = false;
    },
    wasRefused: () => refused,
    resizeHeap(requestedBytes) {
      const requested = requestedBytes >>> 0;
      const wanted = Math.min(limit, Math.max(requested, size() * (1 + ahead)));
      const isGrown = requested <= limit && growTo(Math.floor(wanted / pageBytes) * pageBytes + pageBytes) === 1;
      refused ||= !isGrown;
      return isGrown ? 1 : 0;
    },
    attach(memory, grow) {
      size = () => memory.buffer.byteLength;
      growTo = grow;
      capDirectGrowth(memory, () => limit);
    },
  };
}

/** The function above is the only caller that is known; this holds should there be another. */
function capDirectGrowth(memory: WasmMemory, limit: () => number): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * pageBytes > limit() + pageBytes) throw new RangeError('Memory limit.');
    return grow(pages);
  };
}
