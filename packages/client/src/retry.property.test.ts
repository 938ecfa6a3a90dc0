import fc from 'fast-check';
import { ProblemError, TransportError } from './problem-error.ts';
import { defaultRetryPolicy, delayBeforeRetry } from './retry.ts';

const problem = (status: number, headers = {}) => new ProblemError('refused', { status, headers, text: '' }, undefined);
const errors = fc.oneof(
  fc.integer({ min: 400, max: 599 }).map((status) => problem(status)),
  fc.constantFrom('timeout', 'connection').map((reason) => new TransportError(reason, 'lost', undefined)),
  fc.string().map((text) => new Error(text)),
);
const attempts = fc.integer({ min: 1, max: 10 });

describe('delayBeforeRetry', () => {
  it('never repeats what is not safe to repeat, except what was refused for its rate', () => {
    fc.assert(
      fc.property(errors, attempts, (error, attempt) => {
        const delay = delayBeforeRetry(error, { attempt, repeatable: false, policy: defaultRetryPolicy });
        const wasRateLimited = error instanceof ProblemError && error.status === 429;

        expect(delay === undefined || wasRateLimited).toBe(true);
      }),
    );
  });

  it('waits at least as long as it is asked to, and never longer than the policy allows for either part', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 3 }), (seconds, attempt) => {
        const error = problem(503, { 'retry-after': String(seconds) });
        const delay = delayBeforeRetry(error, { attempt, repeatable: true, policy: defaultRetryPolicy });

        if (seconds * 1000 > defaultRetryPolicy.maxDelayMs) return expect(delay).toBeUndefined();
        expect(delay).toBeGreaterThanOrEqual(seconds * 1000);
        return expect(delay).toBeLessThanOrEqual(seconds * 1000 + defaultRetryPolicy.baseDelayMs * 2 ** (attempt - 1));
      }),
    );
  });

  it('ends after the number of tries the policy allows', () => {
    fc.assert(
      fc.property(errors, fc.integer({ min: defaultRetryPolicy.maxAttempts, max: 99 }), (error, attempt) => {
        expect(delayBeforeRetry(error, { attempt, repeatable: true, policy: defaultRetryPolicy })).toBeUndefined();
      }),
    );
  });
});
