/**
 * The bytes between the library and its child processes: a frame is a 32-bit little-endian length, a type, a payload.
 * Both ends use this file; neither trusts the other with a length.
 */
export const frameTypes = {
  /** Library to child: a request as JSON. */
  run: 1,
  /** Child to library: a fresh interpreter stands ready. */
  ready: 2,
  stdout: 3,
  stderr: 4,
  /** Child to library: the answer, see `answer.ts`. */
  answer: 5,
} as const;
export type FrameType = (typeof frameTypes)[keyof typeof frameTypes];

export const headBytes = 5;
/** No honest frame is longer: the largest output a caller may allow, and room for its header. */
export const maximumFrameBytes = 65 * 1_024 * 1_024;

export interface Frame {
  readonly type: number;
  readonly payload: Buffer;
}

export function encodeHead(type: FrameType, payloadBytes: number): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(payloadBytes, 0);
  head.writeUInt8(type, 4);
  return head;
}

export function encodeFrame(type: FrameType, payload: Buffer): Buffer {
  return Buffer.concat([encodeHead(type, payload.length), payload]);
}

/** Cuts a byte stream into frames. Throws on a length no honest peer sends. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let wantedBytes = headBytes;
  return (chunk) => {
    pending.push(chunk);
    pendingBytes += chunk.length;
    while (pendingBytes >= wantedBytes) {
      const bytes = Buffer.concat(pending);
      const length = bytes.readUInt32LE(0);
      if (length > maximumFrameBytes) throw new RangeError(`A frame of ${length} bytes was announced.`);
      wantedBytes = headBytes + length;
      const isWhole = bytes.length >= wantedBytes;
      const rest = isWhole ? bytes.subarray(wantedBytes) : bytes;
      if (isWhole) {
        onFrame({ type: bytes.readUInt8(4), payload: bytes.subarray(headBytes, wantedBytes) });
        wantedBytes = headBytes;
      }
      pending = rest.length > 0 ? [rest] : [];
      pendingBytes = rest.length;
    }
  };
}
