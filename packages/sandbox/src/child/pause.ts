/** Taken before the globals are removed. */
const { wait } = Atomics;
const stillness = new Int32Array(new SharedArrayBuffer(4));

/** Stops the whole process for a time without using the processor. */
export function pause(milliseconds: number): void {
  if (milliseconds > 0) wait(stillness, 0, 0, milliseconds);
}
