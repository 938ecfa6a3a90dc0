import type { DirectoryEntry, ExecutionReport, FileAnswer, FileFault } from './live-protocol.ts';

const faults: readonly FileFault[] = ['absent', 'not-a-file', 'not-a-directory', 'no-space', 'failed'];

/** Throws a `TypeError` on anything but a report. Its writer ran beside untrusted code. */
export function parseExecutionReport(value: unknown): ExecutionReport {
  const { exitCode } = asRecord(value);
  if (!Number.isInteger(exitCode) || Number(exitCode) < 0 || Number(exitCode) > 255) throw new TypeError('exitCode');
  return { exitCode: Number(exitCode) };
}

/** Throws a `TypeError` on anything but an answer about files. */
export function parseFileAnswer(bytes: Buffer): FileAnswer {
  const { fault, base64, entries } = asRecord(JSON.parse(bytes.toString('utf8')));
  const known = faults.find((candidate) => candidate === fault);
  if (known) return { fault: known };
  return {
    ...(typeof base64 === 'string' ? { base64 } : {}),
    ...(Array.isArray(entries) ? { entries: entries.map(parseEntry) } : {}),
  };
}

function parseEntry(value: unknown): DirectoryEntry {
  const { name, isDirectory, bytes } = asRecord(value);
  if (typeof name !== 'string') throw new TypeError('name');
  return { name: name.toWellFormed(), isDirectory: isDirectory === true, bytes: Number(bytes) || 0 };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('Not an object.');
  return value as Record<string, unknown>;
}
