import type { AgentDraft } from '@dtr/contracts';
import type { AgentId, Digest, KeyId } from '../ids.ts';

/** A key of an agent. The key itself is nowhere. */
export interface KeyGiven {
  readonly keyId: KeyId;
  readonly hash: Digest;
  readonly createdAt: string;
  /** Since another has taken over. */
  readonly endsAt?: string;
}

/** An agent that comes with keys, as it is stored. Names are never given twice, so records are never removed. */
export interface AgentRecord extends AgentDraft {
  readonly agent: AgentId;
  /** All tries of one request share it: what one of them has made the next one finds as its own. */
  readonly creationId: string;
  readonly createdAt: string;
  readonly createdBy: AgentId;
  readonly revokedAt?: string;
  /** 1 when it is created; grows by one with every change. */
  readonly revision: number;
  /** Newest first. Those that have ended are left out at the next change. */
  readonly keys: readonly KeyGiven[];
}

/** What one read must tell of a key: whose it is and what it opens. */
export interface KeyRecord extends Pick<AgentDraft, 'name' | 'scopes' | 'rate' | 'quota'> {
  readonly keyId: KeyId;
  readonly hash: Digest;
  readonly agent: AgentId;
  /** The earlier of the key's own end and its agent's. */
  readonly endsAt?: string;
  readonly revokedAt?: string;
}

/** One for each key. They repeat what the record says, and are written with it. */
export function keyRecordsOf(record: AgentRecord): readonly KeyRecord[] {
  const { agent, name, scopes, rate, quota, revokedAt, expiresAt } = record;
  return record.keys.map(({ keyId, hash, endsAt }) => {
    const end = earliest(endsAt, expiresAt);
    return {
      keyId,
      hash,
      agent,
      name,
      scopes,
      ...(rate && { rate }),
      ...(quota && { quota }),
      ...(end !== undefined && { endsAt: end }),
      ...(revokedAt !== undefined && { revokedAt }),
    };
  });
}

/** Whether an instant is there and not to come. The end itself is past. */
export const isOver = (instant: string | undefined, now: Date): boolean =>
  instant !== undefined && Date.parse(instant) <= now.getTime();

/** Instants of one form sort as text. */
export function earliest(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}
