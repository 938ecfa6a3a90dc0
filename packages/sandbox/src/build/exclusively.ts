import { mkdir, rmdir, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** A lock left by a process that was killed is taken over after this time. */
const staleMs = 120_000;
const pollMs = 50;

/** Runs work while no other process runs work under the same path. The lock is a directory: making one is atomic. */
export async function exclusively<T>(lockPath: string, work: () => Promise<T>): Promise<T> {
  while (!(await isAcquired(lockPath))) await wait(pollMs);
  try {
    return await work();
  } finally {
    await rmdir(lockPath);
  }
}

async function isAcquired(lockPath: string): Promise<boolean> {
  try {
    await mkdir(lockPath);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const heldSince = await stat(lockPath).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  if (Date.now() - heldSince > staleMs) await rmdir(lockPath).catch(() => {});
  return false;
}
