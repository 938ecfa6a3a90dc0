import type { ValidatorResponse } from '@dtr/contracts';
import type { Digest } from '../domain/ids.ts';

/** A verdict holds for one definition with the words beside it, under one policy, as judged by one engine. */
export interface VerdictKey {
  readonly policyDigest: Digest;
  readonly engineVersion: string;
  readonly digest: Digest;
  /** Of name, title, description and tags. */
  readonly wordsDigest: Digest;
}

/** A cache: whatever is in it may be gone at any time. */
export interface VerdictCache {
  find(key: VerdictKey): Promise<ValidatorResponse | undefined>;
  put(key: VerdictKey, verdict: ValidatorResponse): Promise<void>;
}
