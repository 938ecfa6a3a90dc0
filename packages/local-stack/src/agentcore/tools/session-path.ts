import { FileFaultError } from '@dtr/sandbox/live';
import { invalid } from '../agentcore-error.ts';
import { saying, type ToolResult } from './tool-result.ts';

/** A path below the session's home directory. Throws on one that leads out of it. */
export function sessionPath(value: unknown, field: string): string {
  if (typeof value !== 'string') throw invalid(`${field} must be a string.`, field);
  const path = value.replace(/^\.\//, '').replace(/\/+$/, '');
  const names = path.split('/');
  if (path.startsWith('/') || names.includes('..') || path.includes('\0')) {
    throw invalid(`${field} must be a path within the session's directory, not ${JSON.stringify(value)}.`, field);
  }
  return names.filter((name) => name !== '' && name !== '.').join('/');
}

export const fileUri = (path: string): string => `file:///${path.split('/').map(encodeURIComponent).join('/')}`;

const sentences = {
  absent: 'does not exist',
  'not-a-file': 'is not a file',
  'not-a-directory': 'is not a directory',
  'no-space': 'does not fit: no space is left in the session',
  failed: 'could not be reached',
} as const;

/** Does something with one file. A fault of the file becomes the sentence that the result will say. */
export async function withFile<T>(path: string, act: () => Promise<T>): Promise<T | ToolResult> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileFaultError) return saying(`${path || '.'} ${sentences[error.fault]}.`, true);
    throw error;
  }
}
