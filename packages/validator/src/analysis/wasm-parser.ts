import { setFlagsFromString } from 'node:v8';
import { isOverflow, TooComplex } from './syntax-rules.ts';

/**
 * Only V8's first, quick compiler: the optimising one takes 200 MB and a second of CPU for ruff's 10 MB and, measured over
 * 400 tools, never pays it back. Has to be said before the first module is compiled, so it is said here.
 */
setFlagsFromString('--liftoff-only');

/** A parser in WebAssembly that is replaced whenever it breaks down or has grown too large. */
export interface WasmParser<Instance> {
  /**
   * Runs one call. A stack overflow or a trap throws `TooComplex` and drops the instance: unwinding from JavaScript
   * leaves its stack pointer and locks as they were, and after a few such calls good code would fail as well. So does a
   * call that leaves much memory behind: WebAssembly never gives any back.
   */
  use<Result>(call: (instance: Instance) => Result): Result;
}

/** What an instance may keep in its memory. Ordinary code needs a quarter of it. */
const keptBytes = 32 * 1_024 * 1_024;

/** `memoryBytes`: what an instance has in use; without it none is too large. */
export function createWasmParser<Instance>(
  instantiate: () => Instance,
  memoryBytes: (instance: Instance) => number = () => 0,
): WasmParser<Instance> {
  let instance: Instance | undefined;
  return {
    use(call) {
      instance ??= instantiate();
      try {
        const result = call(instance);
        if (memoryBytes(instance) > keptBytes) instance = undefined;
        return result;
      } catch (error) {
        instance = undefined;
        if (hasOverflown(error)) throw new TooComplex('The parser ran out of stack.', { cause: error });
        throw error;
      }
    },
  };
}

/** Overflow of the JavaScript stack, or a WebAssembly trap: the parser's own stack ends in one. */
function hasOverflown(error: unknown): boolean {
  return (
    isOverflow(error) ||
    (typeof error === 'object' && error !== null && 'name' in error && error.name === 'RuntimeError')
  );
}
