import type { Level, LogEntry } from './log.ts';

const colours: Readonly<Record<Level, string>> = { debug: '90', info: '36', warn: '33', error: '31' };
const paint = (code: string, text: string) => `\u001b[${code}m${text}\u001b[0m`;

/** One line for a person: local time, who, what, then the fields worth a glance. */
export function formatTerminal({ at, level, source, message, fields = {} }: LogEntry): string {
  const time = at.toTimeString().slice(0, 8);
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${shown(value)}`);
  const text = level === 'warn' || level === 'error' ? paint(colours[level], message) : message;
  return [
    paint('90', time),
    paint(colours[level], source.padEnd(12)),
    text,
    rest.length > 0 ? paint('90', rest.join(' ')) : '',
  ]
    .join(' ')
    .trimEnd();
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return /[\s"]/.test(text) && typeof value === 'string' ? JSON.stringify(text) : text;
}
