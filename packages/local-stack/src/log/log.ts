/** Log levels, least to most serious. */
export const levels = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

/** One line of the stack's log. */
export interface LogEntry {
  readonly at: Date;
  readonly level: Level;
  /** Which part speaks: `stack`, `http`, or a function's short name. */
  readonly source: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Where the stack says what happens. Bodies, keys and signatures are never passed to it. */
export interface Log {
  write(level: Level, source: string, message: string, fields?: LogEntry['fields']): void;
}

/** Says nothing: for tests and for programs that speak for themselves. */
export const quietLog: Log = { write: () => undefined };

/** Writes entries of `least` and above, one line each. */
export function createLog(writeLine: (line: string) => void, format: (entry: LogEntry) => string, least: Level): Log {
  return {
    write(level, source, message, fields) {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      writeLine(`${format({ at: new Date(), level, source, message, ...(fields && { fields }) })}\n`);
    },
  };
}
