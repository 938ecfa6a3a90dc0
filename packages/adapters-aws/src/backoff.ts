import { setTimeout as sleep } from 'node:timers/promises';

const baseMs = 20;
const longestMs = 500;

/** Waits before a repeated attempt, counted from 0. */
export type Backoff = (attempt: number) => Promise<void>;

/** Exponential with full jitter: anything between nothing and the doubled wait, so that rivals part. */
export function createBackoff(
  random: () => number = Math.random,
  wait: (ms: number) => Promise<unknown> = sleep,
): Backoff {
  return async (attempt) => {
    await wait(random() * Math.min(longestMs, baseMs * 2 ** attempt));
  };
}
