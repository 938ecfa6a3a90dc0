import { frameTypes } from '../protocol/frames.ts';
import { sendLog } from './wire.ts';

type Stream = typeof frameTypes.stdout | typeof frameTypes.stderr;

/**
 * Passes what the code prints on at once, so that it survives a kill, up to a limit per stream. What comes after the
 * limit is dropped here, in the child, at the price of a comparison: printing without end costs nobody else anything.
 */
export function createLogForwarder() {
  const left = new Map<Stream, number>();
  return {
    reset(logBytes: number) {
      left.set(frameTypes.stdout, logBytes);
      left.set(frameTypes.stderr, logBytes);
    },
    /** Answers whether anything more would be kept. */
    write(stream: Stream, bytes: Uint8Array): boolean {
      const room = left.get(stream) ?? 0;
      if (room < 0 || bytes.length === 0) return room >= 0;
      if (room > 0) sendLog(stream, bytes.subarray(0, room));
      // An empty frame says that output was dropped; -1 that this was said.
      if (bytes.length > room) sendLog(stream, new Uint8Array(0));
      left.set(stream, bytes.length > room ? -1 : room - bytes.length);
      return bytes.length <= room;
    },
  };
}
export type LogForwarder = ReturnType<typeof createLogForwarder>;
