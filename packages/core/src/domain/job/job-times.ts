import { limits } from '@dtr/contracts';

/** An attempt that was not heard of for so long is dead, or must not write any more. */
export const leaseMs = 60_000;
/** How long a message is on its way, unless its queue is full of others. */
export const messageMs = 120_000;
/** Whether a job's message, which was certainly sent, is still there is asked no more often: it may wait behind others. */
export const fullQueueMs = 900_000;
/** Attempts that count; one more ends the job. */
export const attemptsAtMost = 5;

const dayMs = 86_400_000;

export function after(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

export function endingAt(now: Date) {
  return { finishedAt: now.toISOString(), expiresAt: after(now, limits.jobDays * dayMs) };
}

/** Before the next try, longer each time and never the same for two: 1 to 2 s, 2 to 4 s, … 32 to 64 s. */
export function backoffSeconds(attempt: number, random: () => number = Math.random): number {
  const base = 2 ** Math.min(Math.max(attempt - 1, 0), 5);
  return Math.round(base * (1 + random()));
}

/** Until there may be a place in the rate: 1 to 5 s. */
export function deferralSeconds(random: () => number = Math.random): number {
  return 1 + Math.floor(random() * 5);
}
