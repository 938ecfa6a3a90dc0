import fc from 'fast-check';
import { retrySeconds } from './retry-seconds.ts';

const fractions = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait of a failed message', () => {
  it('is a whole number of seconds that SQS accepts and that ends before the message is forgotten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fractions, (receives, random) => {
        const seconds = retrySeconds(receives, () => random);

        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(5);
        expect(seconds).toBeLessThanOrEqual(270);
      }),
    );
  });

  it('is never shorter than half of what it may be, and grows from attempt to attempt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fractions, fractions, (receives, one, other) => {
        expect(retrySeconds(receives + 1, () => one)).toBeGreaterThan(retrySeconds(receives, () => other));
      }),
    );
  });
});
