import fc from 'fast-check';
import { takeHeapImage } from './heap-image.ts';

const wasmPageBytes = 65_536;

/** Behaves like a WebAssembly memory: growing gives a new buffer. */
function aMemory(pages: number) {
  let buffer = new ArrayBuffer(pages * wasmPageBytes);
  return {
    get buffer() {
      return buffer;
    },
    grow(more: number) {
      const before = buffer.byteLength / wasmPageBytes;
      const larger = new ArrayBuffer(buffer.byteLength + more * wasmPageBytes);
      new Uint8Array(larger).set(new Uint8Array(buffer));
      buffer = larger;
      return before;
    },
  };
}

const pages = 3;
const writes = fc.array(fc.tuple(fc.nat(pages * wasmPageBytes - 1), fc.integer({ min: 1, max: 255 })), {
  maxLength: 20,
});

describe('a memory image', () => {
  it('puts back every byte, whatever was there and whatever was written since', () => {
    fc.assert(
      fc.property(writes, writes, (before, after) => {
        const memory = aMemory(pages);
        for (const [at, value] of before) new Uint8Array(memory.buffer)[at] = value;
        const expected = new Uint8Array(memory.buffer).slice();
        const image = takeHeapImage(memory);

        for (const [at, value] of after) new Uint8Array(memory.buffer)[at] = value;
        image.restore();

        expect(Buffer.compare(Buffer.from(memory.buffer), Buffer.from(expected.buffer))).toBe(0);
      }),
    );
  });

  it('leaves zeros in what the memory has grown by', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.nat(wasmPageBytes - 1), (more, at) => {
        const memory = aMemory(1);
        const image = takeHeapImage(memory);
        memory.grow(more);
        new Uint8Array(memory.buffer)[more * wasmPageBytes + at] = 1;

        image.restore();

        expect(Buffer.compare(Buffer.from(memory.buffer), Buffer.alloc((1 + more) * wasmPageBytes))).toBe(0);
      }),
    );
  });
});
