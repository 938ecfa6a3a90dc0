import { AppError } from '../app-error.ts';

/** What an agent may use in a window of time, and how much of it is left. */
export interface RateLimit {
  readonly of: 'requests' | 'executions';
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the next window begins: 1 at least. */
  readonly resetSeconds: number;
}

/** Throw this when the limit was used up already. */
export function agentRateLimited({ of, limit, windowSeconds, resetSeconds }: RateLimit): AppError {
  const period = windowSeconds === 60 ? 'minute' : 'UTC day';
  return new AppError('agent.rate_limited', `Your limit of ${of} per ${period} is used up: ${limit}.`, {
    details: {
      hint: 'Wait for as long as Retry-After says. Nothing of this request was done.',
      retryAfterSeconds: resetSeconds,
    },
  });
}
