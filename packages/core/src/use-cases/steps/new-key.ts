import { hashOfKey, keyIdOf, newAgentKey } from '../../domain/agent/agent-key.ts';
import type { KeyGiven } from '../../domain/agent/agent-record.ts';

/** A new key, and what is kept of it. */
export function newKey(now: Date): { readonly key: string; readonly given: KeyGiven } {
  const key = newAgentKey();
  const hash = hashOfKey(key);
  return { key, given: { keyId: keyIdOf(hash), hash, createdAt: now.toISOString() } };
}
