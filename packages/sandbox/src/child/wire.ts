import { readSync, writeSync } from 'node:fs';
import { type ChildReport, encodeAnswer } from '../protocol/answer.ts';
import { encodeHead, type FrameType, frameTypes, headBytes, maximumFrameBytes } from '../protocol/frames.ts';

const stdin = 0;
const stdout = 1;

/**
 * The child never returns to the event loop: it blocks on its input, serves, and blocks again. No timer, callback or
 * finalizer that a run left behind could therefore ever fire during the next one.
 */
export function readRequest(): Buffer | undefined {
  const head = readExactly(headBytes);
  if (!head) return undefined;
  const length = head.readUInt32LE(0);
  if (head.readUInt8(4) !== frameTypes.run || length > maximumFrameBytes) throw new RangeError('Not a request.');
  return readExactly(length);
}

/** Absent when the input ended: the parent is gone or wants this process to end. */
function readExactly(length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(stdin, bytes, filled, length - filled, null);
    if (count === 0) return undefined;
    filled += count;
  }
  return bytes;
}

export function sendReady(): void {
  send(frameTypes.ready, []);
}

export function sendLog(type: typeof frameTypes.stdout | typeof frameTypes.stderr, bytes: Uint8Array): void {
  send(type, [Buffer.from(bytes)]);
}

/** `interpreter` is the JSON text of its report, empty when it could not give one. */
export function sendAnswer(child: ChildReport, interpreter: Uint8Array, output: Uint8Array): void {
  send(frameTypes.answer, encodeAnswer(child, interpreter, output));
}

function send(type: FrameType, parts: readonly Buffer[]): void {
  const length = parts.reduce((total, part) => total + part.length, 0);
  const bytes = Buffer.concat([encodeHead(type, length), ...parts]);
  let sent = 0;
  while (sent < bytes.length) sent += writeSync(stdout, bytes, sent);
}
