/** How much of the log an `Invoke` call gives back, in bytes; as AWS documents for `LogType: Tail`. */
const TAIL_BYTES = 4_096;

/** Keeps the end of what is printed. */
export interface LogTail {
  add(line: string): void;
  /** What was added since the last call, at most its last 4 KB. */
  take(): string;
}

export function createLogTail(): LogTail {
  let text = '';
  return {
    add(line) {
      text = `${text}${line}\n`;
      // Cut now and then, not on every line.
      if (text.length > 4 * TAIL_BYTES) text = text.slice(-TAIL_BYTES);
    },
    take() {
      const tail = Buffer.from(text).subarray(-TAIL_BYTES).toString();
      text = '';
      return tail;
    },
  };
}
