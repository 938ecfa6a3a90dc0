import type { Clock } from '../../ports/clock.ts';
import type { Sleep } from '../../ports/sleep.ts';

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function createTestClock(start = '2026-01-01T00:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms;
    },
  };
}

/** Lets whatever else there is to do happen once, then moves the clock on at once, where it can be moved. */
export function createTestSleep(clock: Clock | TestClock): Sleep {
  return async (ms, signal) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal?.aborted && 'advance' in clock) clock.advance(ms);
  };
}
