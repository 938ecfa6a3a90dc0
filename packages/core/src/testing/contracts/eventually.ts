import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 30_000;
const pauseMs = 20;

/** Repeats a check until it holds: for what follows a write only within moments. Throws the last failure. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(pauseMs);
    }
  }
}
