import { type Level, type Log, levels } from './log.ts';

/** What a structured logger repeats on every line and a reader of one machine's log does not need. */
const BORING = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'cold_start',
  'function_arn',
  'function_memory_size',
  'function_name',
  'sampling_rate',
  'xray_trace_id',
  'environment',
  'version',
]);

/** Passes on one line that a function printed: structured lines with their level, metrics as debug, the rest as it is. */
export function logFunctionLine(log: Log, source: string, line: string): void {
  const { level, message, fields } = readLine(line);
  log.write(level, source, message, fields);
}

function readLine(line: string): {
  readonly level: Level;
  readonly message: string;
  readonly fields?: Record<string, unknown>;
} {
  const entry = parsed(line);
  if (!entry) return { level: 'info', message: line };
  if ('_aws' in entry) return { level: 'debug', message: 'metrics', fields: entry };
  const fields = Object.fromEntries(Object.entries(entry).filter(([name]) => !BORING.has(name)));
  return { level: levelOf(entry.level), message: typeof entry.message === 'string' ? entry.message : line, fields };
}

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function levelOf(value: unknown): Level {
  const name = String(value).toLowerCase();
  return levels.find((level) => level === name) ?? (name === 'critical' ? 'error' : 'info');
}
