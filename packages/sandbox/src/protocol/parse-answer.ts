import type { ChildReport, InterpreterReport } from './answer.ts';

const outcomes = ['returned', 'raised', 'not_serializable', 'too_large', 'out_of_memory'] as const;
/** Longest text of an error that is passed on, in UTF-16 units. */
const textUnits = { type: 200, message: 4_096, trace: 16_384, path: 1_024 } as const;

/** Throws a `TypeError` on anything but a child report. */
export function parseChildReport(value: unknown): ChildReport {
  const { durationMs, isReusable, memoryRefused, breakdown, refusal } = asRecord(value);
  if (typeof durationMs !== 'number' || !(durationMs >= 0)) throw new TypeError('durationMs');
  return {
    durationMs,
    isReusable: isReusable === true,
    memoryRefused: memoryRefused === true,
    ...(breakdown === undefined ? {} : { breakdown: parseError(breakdown) }),
    ...(refusal === undefined ? {} : { refusal: parseError(refusal) }),
  };
}

/** Absent when the interpreter broke down before it could report. Throws a `TypeError` on anything unexpected. */
export function parseInterpreterReport(value: unknown): InterpreterReport | undefined {
  if (value === undefined) return undefined;
  const { outcome, outputBytes, error, isOrdinary } = asRecord(value);
  const known = outcomes.find((candidate) => candidate === outcome);
  if (!known) throw new TypeError('outcome');
  return {
    outcome: known,
    isOrdinary: isOrdinary === true,
    ...(isCount(outputBytes) ? { outputBytes } : {}),
    ...(error === undefined ? {} : { error: parseError(error) }),
  };
}

function parseError(value: unknown): NonNullable<InterpreterReport['error']> {
  const { type, message, line, trace, path } = asRecord(value);
  return {
    type: textOf(type, textUnits.type) || 'Error',
    message: textOf(message, textUnits.message),
    ...(isCount(line) && line > 0 ? { line } : {}),
    ...(typeof trace === 'string' && trace !== '' ? { trace: textOf(trace, textUnits.trace) } : {}),
    ...(typeof path === 'string' ? { path: textOf(path, textUnits.path) } : {}),
  };
}

/** Well-formed and bounded, whatever arrives. */
function textOf(value: unknown, units: number): string {
  if (typeof value !== 'string') return '';
  const text = value.toWellFormed();
  return text.length <= units ? text : `${text.slice(0, units - 1).toWellFormed()}…`;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('Not an object.');
  return value as Record<string, unknown>;
}
