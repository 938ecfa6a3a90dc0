import { ProblemError, TransportError } from './problem-error.ts';

/** How often and how patiently a request is tried again. */
export interface RetryPolicy {
  /** Tries in all; 1 means no retry. */
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  /** A longer wait, also one the service asks for, is not waited for: the error is thrown. */
  readonly maxDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 10_000 };

/** Statuses after which a request that is safe to repeat is repeated. */
const PASSING = new Set([500, 502, 503, 504]);

/**
 * Milliseconds to wait before the next try; `undefined` when there must be none. `repeatable`: doing it twice is the
 * same as doing it once (a read, or a write with an idempotency key). A 429 was refused before anything was done, so it is
 * always repeated.
 */
export function delayBeforeRetry(
  error: unknown,
  { attempt, repeatable, policy }: { attempt: number; repeatable: boolean; policy: RetryPolicy },
): number | undefined {
  if (attempt >= policy.maxAttempts || !isWorthRepeating(error, repeatable)) return undefined;
  const asked = error instanceof ProblemError ? retryAfterMs(error.headers) : undefined;
  if (asked !== undefined && asked > policy.maxDelayMs) return undefined;
  const ceiling = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
  return (asked ?? 0) + Math.random() * ceiling;
}

function isWorthRepeating(error: unknown, repeatable: boolean): boolean {
  if (error instanceof TransportError) return repeatable;
  if (!(error instanceof ProblemError)) return false;
  if (error.status === 429) return true;
  // A repetition would run the tool again: whether it may is for the caller to say.
  if (error.problem?.code === 'execution.outcome_unknown') return false;
  return repeatable && (PASSING.has(error.status) || error.problem?.retryable === true);
}

/** `Retry-After` in seconds or as an HTTP date. */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
