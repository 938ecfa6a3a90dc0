import type { Clock } from '@dtr/core';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };
