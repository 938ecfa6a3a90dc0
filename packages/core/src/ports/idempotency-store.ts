import type { AgentId } from '../domain/ids.ts';
import type { KeptText } from '../domain/json/kept-text.ts';

/**
 * One idempotency key of one agent. Without `answer` the request runs, or has ended without one, until `leaseUntil`.
 * `fence` names the attempt that may write; `seed` names the things it makes and stays the same over all attempts.
 */
export interface IdempotencyRecord {
  readonly agent: AgentId;
  readonly key: string;
  readonly fingerprint: string;
  readonly seed: string;
  readonly fence: string;
  readonly leaseUntil: string;
  readonly expiresAt: string;
  readonly answer?: KeptText;
}

export interface IdempotencyStore {
  /** Adds the record, or gives the one that is there under this agent and key, be it expired. */
  add(record: IdempotencyRecord): Promise<'added' | IdempotencyRecord>;
  /** Replaces the record whose fence is `fence`. `lost`: another attempt has taken over. */
  replace(fence: string, record: IdempotencyRecord): Promise<'replaced' | 'lost'>;
}
