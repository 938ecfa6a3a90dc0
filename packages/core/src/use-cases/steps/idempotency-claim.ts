import { type ErrorCode, limits } from '@dtr/contracts';
import { AppError, type ErrorDetails } from '../../domain/app-error.ts';
import type { AgentId } from '../../domain/ids.ts';
import type { UlidSource } from '../../domain/ulid.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../ports/idempotency-store.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import { keepText, readText } from './keep-text.ts';

/** Longer than an HTTP request can take (30 s), so that whoever takes a lease over finds its holder dead. */
const leaseMs = 35_000;
/** Each may lose against another attempt, or win and be read back. */
const claimTries = 4;

export interface IdempotencyDeps {
  readonly idempotency: IdempotencyStore;
  readonly outputs: OutputStore;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
}

/** A request with a key of the caller's. `fingerprint` tells its method, path and body from all others. */
export interface KeyedRequest {
  readonly agent: AgentId;
  readonly key: string;
  readonly fingerprint: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is stored: an answer, or a refusal to be thrown again. */
export type StoredOutcome = { readonly answer: StoredAnswer } | { readonly error: StoredError };
export interface StoredError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}
export type IdempotencyClaim =
  | { readonly kind: 'mine'; readonly record: IdempotencyRecord; readonly isRetry: boolean }
  | { readonly kind: 'answered'; readonly outcome: StoredOutcome };

/**
 * Gets the key for one attempt. A write whose answer was lost on the way is repeated by the client below and then finds itself in its
 * own way: a record with this attempt's fence is this attempt's.
 */
export async function claimKey(deps: IdempotencyDeps, request: KeyedRequest): Promise<IdempotencyClaim> {
  const { idempotency, clock } = deps;
  const now = clock.now();
  const fresh = freshRecord(deps, request, now);
  for (let tries = 0; tries < claimTries; tries += 1) {
    const found = await idempotency.add(fresh);
    if (found === 'added') return { kind: 'mine', record: fresh, isRetry: false };
    if (found.fence === fresh.fence) return { kind: 'mine', record: found, isRetry: found.seed !== fresh.seed };
    if (isPast(found.expiresAt, now)) {
      await idempotency.replace(found.fence, fresh);
      continue;
    }
    if (found.fingerprint !== request.fingerprint) throw keyReused();
    if (found.answer) return { kind: 'answered', outcome: JSON.parse(await readText(deps.outputs, found.answer)) };
    if (!isPast(found.leaseUntil, now)) throw inProgress(found, now);
    await idempotency.replace(found.fence, { ...found, fence: fresh.fence, leaseUntil: fresh.leaseUntil });
  }
  throw inProgress({ leaseUntil: now.toISOString() }, now);
}

function freshRecord(
  { newUlid }: IdempotencyDeps,
  { agent, key, fingerprint }: KeyedRequest,
  now: Date,
): IdempotencyRecord {
  return {
    agent,
    key,
    fingerprint,
    seed: newUlid(),
    fence: newUlid(),
    leaseUntil: new Date(now.getTime() + leaseMs).toISOString(),
    expiresAt: new Date(now.getTime() + limits.idempotencyHours * 3_600_000).toISOString(),
  };
}

/** Stores the answer before it is given. An attempt that has lost its lease must not answer: another one will. */
export async function finishClaim(
  { idempotency, outputs, clock }: IdempotencyDeps,
  record: IdempotencyRecord,
  outcome: StoredOutcome,
): Promise<void> {
  const answer = await keepText(outputs, `answers/${record.seed}/${record.fence}`, JSON.stringify(outcome));
  if ((await idempotency.replace(record.fence, { ...record, answer })) === 'lost')
    throw inProgress(record, clock.now());
}

/** Lets the next attempt start at once. When this fails the lease ends by itself; the failure before it is what matters. */
export async function releaseClaim({ idempotency, clock }: IdempotencyDeps, record: IdempotencyRecord): Promise<void> {
  await idempotency.replace(record.fence, { ...record, leaseUntil: clock.now().toISOString() }).catch(() => 'lost');
}

function isPast(instant: string, now: Date): boolean {
  return Date.parse(instant) <= now.getTime();
}

function keyReused(): AppError {
  return new AppError(
    'idempotency.key_reused',
    'This Idempotency-Key was used with another request in the last 24 hours.',
    {
      details: { hint: 'Choose a new key for each new request; repeat a key only with the very same request.' },
    },
  );
}

function inProgress({ leaseUntil }: Pick<IdempotencyRecord, 'leaseUntil'>, now: Date): AppError {
  const seconds = Math.ceil((Date.parse(leaseUntil) - now.getTime()) / 1_000);
  return new AppError('idempotency.in_progress', 'A request with this Idempotency-Key is still running.', {
    details: {
      hint: 'Send the same request again a little later.',
      retryAfterSeconds: Math.max(1, Math.min(seconds, 2)),
    },
  });
}
