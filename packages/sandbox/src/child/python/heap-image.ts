import type { WasmMemory } from './interpreter.ts';

/** Sizes in which memory is compared: large first, because most of it is equal; then small, to copy little. */
const chunkBytes = 64 * 1_024;
const pageBytes = 8 * 1_024;

export interface HeapImage {
  readonly bytes: number;
  /** Makes the memory equal to the image, byte for byte, and zero beyond it. */
  restore(): void;
}

/**
 * The interpreter's whole memory as it is now. Copying it back is what makes the next run fresh. A run changes few pages
 * of it, and half of it is zero: comparing first, the zero chunks with one zero chunk that stays in the cache, moves less
 * than a plain copy does, so that two processes at once do not wait for memory as much.
 */
export function takeHeapImage(memory: WasmMemory): HeapImage {
  const zeros = Buffer.alloc(chunkBytes);
  const saved = Buffer.from(new Uint8Array(memory.buffer).slice().buffer);
  const isZero: boolean[] = [];
  for (let at = 0; at < saved.length; at += chunkBytes) {
    isZero.push(saved.compare(zeros, 0, chunkBytes, at, at + chunkBytes) === 0);
  }
  return {
    bytes: saved.length,
    restore() {
      const live = Buffer.from(memory.buffer);
      // WebAssembly memory is a whole number of 64 KiB pages, so there is no rest.
      for (let at = 0; at < live.length; at += chunkBytes) {
        const end = at + chunkBytes;
        if (isZero[at / chunkBytes] ?? true) {
          if (live.compare(zeros, 0, chunkBytes, at, end) !== 0) live.fill(0, at, end);
        } else if (live.compare(saved, at, end, at, end) !== 0) {
          copyDifferent(saved, live, at, end);
        }
      }
    },
  };
}

function copyDifferent(saved: Buffer, live: Buffer, from: number, to: number): void {
  for (let at = from; at < to; at += pageBytes) {
    const end = at + pageBytes;
    if (live.compare(saved, at, end, at, end) !== 0) saved.copy(live, at, at, end);
  }
}
