import type { Digest } from '../domain/ids.ts';

/** Policy documents as canonical JSON, one object per digest. */
export interface PolicyDocumentStore {
  /** Write-once: bytes that are there are never replaced, and putting them again is no fault. */
  put(digest: Digest, text: string): Promise<void>;
  /** The bytes as stored: whoever reads checks them against the digest. `undefined` only when there are none. */
  find(digest: Digest): Promise<string | undefined>;
}
