import type { ExecutionError, ExecutionLogs } from '@dtr/contracts';

/** What the harness reports of a run. It ran beside untrusted code: every field is checked, and nothing believed but what the code may say of itself. */
export interface HarnessReport {
  readonly outcome: 'returned' | 'raised' | 'not_serializable' | 'too_large' | 'out_of_memory';
  readonly outputBytes?: number;
  readonly error?: ExecutionError;
}

const outcomes = ['returned', 'raised', 'not_serializable', 'too_large', 'out_of_memory'] as const;
/** Longest text of an error that is passed on, in UTF-16 units; as in the wasm tier. */
const textUnits = { type: 200, message: 4_096, trace: 16_384, path: 1_024 } as const;

/** `undefined` for anything but a report. */
export function parseReport(value: unknown): HarnessReport | undefined {
  const { outcome, outputBytes, error } = asRecord(value);
  const known = outcomes.find((candidate) => candidate === outcome);
  if (!known) return undefined;
  return {
    outcome: known,
    ...(isCount(outputBytes) && { outputBytes }),
    ...(error !== undefined && { error: parseError(error) }),
  };
}

export function parseError(value: unknown): ExecutionError {
  const { type, message, line, trace, path } = asRecord(value);
  return {
    type: textOf(type, textUnits.type) || 'Error',
    message: textOf(message, textUnits.message),
    ...(isCount(line) && line > 0 && { line }),
    ...(typeof trace === 'string' && trace !== '' && { trace: textOf(trace, textUnits.trace) }),
    ...(typeof path === 'string' && { path: textOf(path, textUnits.path) }),
  };
}

/** What the tool printed: what the harness kept of it, then what went past the harness. At most `logBytes` of each stream. */
export function parseLogs(value: unknown, stray: { stdout: string; stderr: string }, logBytes: number): ExecutionLogs {
  const { stdout, stderr, truncated } = asRecord(value);
  const [out, err] = [
    withinBytes(text(stdout) + stray.stdout, logBytes),
    withinBytes(text(stderr) + stray.stderr, logBytes),
  ];
  return { stdout: out.kept, stderr: err.kept, truncated: truncated === true || out.isCut || err.isCut };
}

function withinBytes(whole: string, most: number): { readonly kept: string; readonly isCut: boolean } {
  const bytes = Buffer.from(whole);
  if (bytes.length <= most) return { kept: bytes.toString('utf8'), isCut: false };
  let end = most;
  // Not in the middle of a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { kept: bytes.toString('utf8', 0, end), isCut: true };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Well-formed and bounded, whatever arrives. */
function textOf(value: unknown, units: number): string {
  const whole = wellFormed(text(value));
  return whole.length <= units ? whole : `${wellFormed(whole.slice(0, units - 1))}…`;
}

/** Half a surrogate pair becomes U+FFFD. */
const wellFormed = (value: string): string => Buffer.from(value).toString('utf8');

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
