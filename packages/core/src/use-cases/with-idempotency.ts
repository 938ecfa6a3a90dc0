import { statusOfKind } from '@dtr/contracts';
import { AppError, isLastingRefusal } from '../domain/app-error.ts';
import {
  claimKey,
  finishClaim,
  type IdempotencyDeps,
  type KeyedRequest,
  releaseClaim,
  type StoredAnswer,
  type StoredError,
  type StoredOutcome,
} from './steps/idempotency-claim.ts';

export type { KeyedRequest, StoredAnswer } from './steps/idempotency-claim.ts';

/** One try of a keyed request. Ids of what it makes come from the seed, which all tries share. */
export interface Attempt {
  readonly seed: string;
  /** An earlier attempt may have got anywhere. */
  readonly isRetry: boolean;
}

export interface KeyedAnswer {
  readonly answer: StoredAnswer;
  readonly replayed: boolean;
}

export type WithIdempotency = ReturnType<typeof makeWithIdempotency>;

/**
 * Answers a keyed request once: its first answer, a refusal included, is stored for 24 h and given again, refusals as the same
 * `AppError` with `details.replayed`. Failures that may pass (5xx, retryable conflicts) are not stored; the next attempt runs again
 * with the same seed, as does one after an attempt that died. Throws `idempotency.in_progress` and `idempotency.key_reused`.
 */
export function makeWithIdempotency(deps: IdempotencyDeps) {
  return async function withIdempotency(
    request: KeyedRequest,
    run: (attempt: Attempt) => Promise<StoredAnswer>,
  ): Promise<KeyedAnswer> {
    const claim = await claimKey(deps, request);
    if (claim.kind === 'answered') return replay(claim.outcome);
    const { record, isRetry } = claim;
    try {
      const answer = await run({ seed: record.seed, isRetry });
      if (answer.status >= statusOfKind.internal) await releaseClaim(deps, record);
      else await finishClaim(deps, record, { answer });
      return { answer, replayed: false };
    } catch (error) {
      if (isLastingRefusal(error)) await finishClaim(deps, record, { error: storable(error) });
      else await releaseClaim(deps, record);
      throw error;
    }
  };
}

function replay(outcome: StoredOutcome): KeyedAnswer {
  if ('answer' in outcome) return { answer: outcome.answer, replayed: true };
  const { code, message, details } = outcome.error;
  throw new AppError(code, message, { details: { ...details, replayed: true } });
}

function storable({ code, message, details }: AppError): StoredError {
  return { code, message, details };
}
