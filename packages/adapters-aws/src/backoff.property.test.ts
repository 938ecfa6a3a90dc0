import fc from 'fast-check';
import { createBackoff } from './backoff.ts';

describe('createBackoff', () => {
  it('waits anything up to a doubled limit that is never longer than half a second', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(100), async (random, attempt) => {
        const waits: number[] = [];
        const backoff = createBackoff(
          () => random,
          async (ms) => waits.push(ms),
        );

        await backoff(attempt);

        const limit = Math.min(500, 20 * 2 ** attempt);
        expect(waits).toEqual([random * limit]);
      }),
    );
  });
});
