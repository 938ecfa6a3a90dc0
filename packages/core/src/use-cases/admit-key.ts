import type { AgentScope } from '@dtr/contracts';
import { hashOfKey, isAgentKey, isSameHash, keyIdOf } from '../domain/agent/agent-key.ts';
import { isOver, type KeyRecord } from '../domain/agent/agent-record.ts';
import type { KeyId } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyReader } from '../ports/key-reader.ts';
import type { LeaveRefusal } from './steps/leave-refusal.ts';

/** `absent`: no key came. The caller is never told which it was. */
export type RefusalReason = 'absent' | 'malformed' | 'unknown' | 'revoked' | 'expired' | 'out-of-scope';

export interface KeyRefusal {
  readonly isAdmitted: false;
  readonly reason: RefusalReason;
  /** Of a key that could be one; never the key. */
  readonly keyId?: KeyId;
  /** Whose key it is, where that is certain. */
  readonly record?: KeyRecord;
}

export type Admission = { readonly isAdmitted: true; readonly record: KeyRecord } | KeyRefusal;

/** What someone wants in. */
export interface KeyRequest {
  readonly key: string | undefined;
  /** That of the route; without one no key opens it. */
  readonly scope: AgentScope | undefined;
}

export interface AdmitDeps {
  readonly keys: KeyReader;
  readonly clock: Clock;
  readonly leaveRefusal: LeaveRefusal;
}

export type AdmitKey = ReturnType<typeof makeAdmitKey>;

/**
 * Says whose key this is and whether it opens the route. What cannot be a key is refused without a look into the table. Whoever does not
 * hold the key learns nothing of the rest: it is compared whole, in constant time, before anything else of it is looked at.
 */
export function makeAdmitKey({ keys, clock, leaveRefusal }: AdmitDeps) {
  const examine = async ({ key, scope }: KeyRequest): Promise<Admission> => {
    if (key === undefined) return refused('absent');
    if (!isAgentKey(key)) return refused('malformed');
    const hash = hashOfKey(key);
    const keyId = keyIdOf(hash);
    const record = await keys.findKey(keyId);
    if (record === undefined || !isSameHash(record.hash, hash)) return refused('unknown', { keyId });
    if (record.revokedAt !== undefined) return refused('revoked', { keyId, record });
    if (isOver(record.endsAt, clock.now())) return refused('expired', { keyId, record });
    if (scope === undefined || !record.scopes.includes(scope)) return refused('out-of-scope', { keyId, record });
    return { isAdmitted: true, record };
  };

  return async function admitKey(request: KeyRequest): Promise<Admission> {
    const admission = await examine(request);
    if (!admission.isAdmitted) await leaveRefusal(admission);
    return admission;
  };
}

function refused(reason: RefusalReason, of: Pick<KeyRefusal, 'keyId' | 'record'> = {}): KeyRefusal {
  return { isAdmitted: false, reason, ...of };
}
