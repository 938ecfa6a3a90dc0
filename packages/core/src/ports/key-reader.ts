import type { KeyRecord } from '../domain/agent/agent-record.ts';
import type { KeyId } from '../domain/ids.ts';

/** All that admitting a key reads. */
export interface KeyReader {
  /** Also of keys that have ended or were revoked, for 90 days: the record says so. Sees every write acknowledged before it. */
  findKey(keyId: KeyId): Promise<KeyRecord | undefined>;
}
