import fc from 'fast-check';
import { createTokenBucket } from './token-bucket.ts';

const schedules = fc.record({
  requestsPerSecond: fc.integer({ min: 1, max: 500 }),
  burst: fc.integer({ min: 1, max: 500 }),
  gapsMs: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 400 }),
});

/** When each request of a schedule came and whether it was let through. */
function run({ requestsPerSecond, burst, gapsMs }: { requestsPerSecond: number; burst: number; gapsMs: number[] }) {
  let nowMs = 0;
  const take = createTokenBucket({ requestsPerSecond, burst }, () => nowMs);
  return gapsMs.map((gapMs) => {
    nowMs += gapMs;
    return { atMs: nowMs, granted: take() };
  });
}

describe('the token bucket', () => {
  it('never lets more through in any window than the burst and what the rate adds in it', () => {
    fc.assert(
      fc.property(schedules, fc.nat(399), (schedule, from) => {
        const window = run(schedule).slice(from);
        const granted = window.filter((request) => request.granted).length;
        const seconds = ((window.at(-1)?.atMs ?? 0) - (window[0]?.atMs ?? 0)) / 1000;

        expect(granted).toBeLessThanOrEqual(schedule.burst + schedule.requestsPerSecond * seconds + 1e-6);
      }),
    );
  });

  it('lets everything through that keeps to the rate', () => {
    fc.assert(
      fc.property(schedules, ({ requestsPerSecond, burst, gapsMs }) => {
        const slow = gapsMs.map((gapMs) => gapMs + Math.ceil(1000 / requestsPerSecond));

        expect(run({ requestsPerSecond, burst, gapsMs: slow }).every(({ granted }) => granted)).toBe(true);
      }),
    );
  });

  it('refuses what comes after the burst at the same moment, and recovers with time', () => {
    let nowMs = 0;
    const take = createTokenBucket({ requestsPerSecond: 10, burst: 2 }, () => nowMs);

    expect([take(), take(), take()]).toEqual([true, true, false]);
    nowMs = 100;
    expect([take(), take()]).toEqual([true, false]);
  });
});
