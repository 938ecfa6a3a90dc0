import { rename, writeFile } from 'node:fs/promises';

/** Replaces a file in one step, readable by its owner alone: a reader sees the old text or the new, never half. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}
