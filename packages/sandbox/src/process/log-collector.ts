export interface CollectedLogs {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

/** Keeps the first `logBytes` of each stream. The child stops sending there too; this holds when it does not. */
export function createLogCollector(logBytes: number) {
  const stdout = createStream(logBytes);
  const stderr = createStream(logBytes);
  return {
    addStdout: stdout.add,
    addStderr: stderr.add,
    collect: (): CollectedLogs => ({
      stdout: stdout.text(),
      stderr: stderr.text(),
      truncated: stdout.isOver() || stderr.isOver(),
    }),
  };
}

function createStream(limit: number) {
  const chunks: Buffer[] = [];
  let kept = 0;
  let over = false;
  return {
    /** An empty chunk is how the child says that it has begun to drop output. */
    add(chunk: Buffer) {
      const fitting = chunk.subarray(0, limit - kept);
      over ||= chunk.length === 0 || fitting.length < chunk.length;
      kept += fitting.length;
      if (fitting.length > 0) chunks.push(Buffer.from(fitting));
    },
    isOver: () => over,
    /** A character cut in half at the end is left out; bytes that are not UTF-8 show as U+FFFD. */
    text: () => new TextDecoder().decode(Buffer.concat(chunks), { stream: true }),
  };
}
