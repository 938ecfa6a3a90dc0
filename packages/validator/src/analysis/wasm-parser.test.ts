import { TooComplex } from './syntax-rules.ts';
import { createWasmParser } from './wasm-parser.ts';

const megabytes = 1_024 * 1_024;

/** A parser whose instances are numbered, and as large as the test makes them. */
function open() {
  let started = 0;
  const start = () => {
    started += 1;
    return { number: started, bytes: megabytes };
  };
  return createWasmParser(start, ({ bytes }) => bytes);
}

describe('a parser in WebAssembly', () => {
  it('stays while it is well and small', () => {
    const parser = open();

    expect(parser.use(({ number }) => number)).toBe(1);
    expect(parser.use(({ number }) => number)).toBe(1);
  });

  it('answers once more when it has grown, and is replaced for the next', () => {
    const parser = open();

    const grown = parser.use((instance) => {
      instance.bytes = 66 * megabytes;
      return instance.number;
    });

    expect(grown).toBe(1);
    expect(parser.use(({ number, bytes }) => [number, bytes])).toEqual([2, megabytes]);
  });

  it.each([new RangeError('Maximum call stack size exceeded'), new WebAssembly.RuntimeError('unreachable')])(
    'is replaced after %s, which says that the code is too complex',
    (error) => {
      const parser = open();
      const breakDown = () => {
        throw error;
      };

      expect(() => parser.use(breakDown)).toThrow(TooComplex);
      expect(parser.use(({ number }) => number)).toBe(2);
    },
  );
});
