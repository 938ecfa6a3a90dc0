import { setTimeout } from 'node:timers/promises';
import type { Clock, Sleep } from '@dtr/core';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A signal ends it early, which is no fault. */
export const systemSleep: Sleep = (ms, signal) =>
  setTimeout(ms, undefined, signal && { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
