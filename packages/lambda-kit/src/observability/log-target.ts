/** One line of the log: a fixed message and fields. Ids, digests, codes and sizes only: never bodies, code or tokens. */
export interface LogLine {
  readonly message: string;
  readonly [field: string]: unknown;
}

/** What of Powertools' logger is used here. */
export interface LogTarget {
  info(line: LogLine): void;
  error(line: LogLine): void;
}
