import { createInterface } from 'node:readline';

/** Calls `onLine` for every line of a stream, the last one also without its line end. */
export function onLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}
