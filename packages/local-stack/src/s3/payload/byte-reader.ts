/** Reads a stream by lines, by length, or up to a delimiter, whatever the pieces it arrives in. */
export interface ByteReader {
  /** One line without its CRLF; `undefined` when it is longer than allowed or the stream ends before it. */
  line(maxBytes: number): Promise<string | undefined>;
  /** Exactly so many bytes in pieces; ends early with the stream. */
  take(bytes: number): AsyncGenerator<Buffer>;
  /** All bytes before the delimiter, which is consumed. The result of the generator says whether it was found. */
  until(delimiter: Buffer): AsyncGenerator<Buffer, boolean>;
}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  const readMore = async () => {
    const { done, value } = await iterator.next();
    if (done) return false;
    held = held.length === 0 ? Buffer.from(value.buffer, value.byteOffset, value.length) : Buffer.concat([held, value]);
    return true;
  };
  const cut = (bytes: number) => {
    const head = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return head;
  };

  return {
    async line(maxBytes) {
      for (let at = held.indexOf('\r\n'); ; at = held.indexOf('\r\n')) {
        if (at > maxBytes) return undefined;
        if (at >= 0) return cut(at + 2).toString('utf8', 0, at);
        if (held.length > maxBytes + 1 || !(await readMore())) return undefined;
      }
    },
    async *take(bytes) {
      for (let left = bytes; left > 0; ) {
        if (held.length === 0 && !(await readMore())) return;
        const piece = cut(left);
        left -= piece.length;
        yield piece;
      }
    },
    async *until(delimiter) {
      for (;;) {
        const at = held.indexOf(delimiter);
        if (at >= 0) {
          yield cut(at);
          cut(delimiter.length);
          return true;
        }
        // The delimiter may have begun in the last bytes held.
        const safe = held.length - delimiter.length + 1;
        if (safe > 0) yield cut(safe);
        if (!(await readMore())) return false;
      }
    },
  };
}
