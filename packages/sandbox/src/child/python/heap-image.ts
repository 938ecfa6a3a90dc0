import type { WasmMemory } from './interpreter.ts';

/** Size in which memory is compared: large enough for a fast comparison, small enough to copy little. */
const chunkBytes = 64 * 1_024;

export interface HeapImage {
  readonly bytes: number;
  /** Makes the memory equal to the image, byte for byte, and zero beyond it. */
  restore(): void;
}

/**
 * The interpreter's whole memory as it is now. Copying it back is what makes the next run fresh. Most chunks are equal
 * after a run, and half of them are zero: comparing first, the zero ones with one zero chunk that stays in the cache,
 * moves about half the bytes of a plain copy, so that two processes do not starve each other of memory bandwidth.
 */
export function takeHeapImage(memory: WasmMemory): HeapImage {
  const zeros = Buffer.alloc(chunkBytes);
  const saved = Buffer.from(new Uint8Array(memory.buffer).slice().buffer);
  const isZero = chunksOf(saved).map((at) => saved.compare(zeros, 0, chunkBytes, at, at + chunkBytes) === 0);
  return {
    bytes: saved.length,
    restore() {
      const live = Buffer.from(memory.buffer);
      for (const [index, at] of chunksOf(live).entries()) {
        const end = at + chunkBytes;
        if (at >= saved.length || isZero[index]) {
          if (live.compare(zeros, 0, chunkBytes, at, end) !== 0) live.fill(0, at, end);
        } else if (live.compare(saved, at, end, at, end) !== 0) {
          saved.copy(live, at, at, end);
        }
      }
    },
  };
}

/** WebAssembly memory is a whole number of 64 KiB pages, so there is no rest. */
function chunksOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / chunkBytes }, (_, index) => index * chunkBytes);
}
