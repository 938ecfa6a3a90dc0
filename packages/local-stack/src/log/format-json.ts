import type { LogEntry } from './log.ts';

/** One JSON object per line, for machines. The entry's own members win over fields of the same name. */
export function formatJson({ at, level, source, message, fields }: LogEntry): string {
  return JSON.stringify({ ...fields, time: at.toISOString(), level, source, message });
}
