/** What one run may use at most. The sandbox enforces all of it; nothing is advisory. */
export interface RunLimits {
  /** Wall-clock time. At this point the process is killed, whatever it is doing. */
  readonly timeoutMs: number;
  /** Memory the code may use on top of what the empty interpreter needs. */
  readonly memoryMb: number;
  /** Longest output, in bytes of JSON text, that is handed back. A longer one is dropped whole, never cut. */
  readonly outputBytes: number;
  /** How much of stdout, and as much of stderr, is kept. */
  readonly logBytes: number;
}

const ranges: Readonly<Record<keyof RunLimits, readonly [minimum: number, maximum: number]>> = {
  timeoutMs: [1, 3_600_000],
  memoryMb: [1, 2_048],
  outputBytes: [1, 64 * 1_024 * 1_024],
  logBytes: [0, 16 * 1_024 * 1_024],
};

/** Throws a `RangeError` that names the limit which is not a whole number within its range. */
export function checkLimits(limits: RunLimits): void {
  for (const [name, [minimum, maximum]] of Object.entries(ranges)) {
    const value = limits[name as keyof RunLimits];
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      throw new RangeError(`limits.${name} must be a whole number from ${minimum} to ${maximum}, not ${value}.`);
    }
  }
}
