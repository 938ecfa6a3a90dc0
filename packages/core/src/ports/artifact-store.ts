import type { Digest } from '../domain/ids.ts';

export interface StoredArtifact {
  readonly digest: Digest;
  readonly storedAt: Date;
}

export interface ArtifactPage {
  readonly items: readonly StoredArtifact[];
  /** Absent on the last page. */
  readonly position?: string;
}

/** Definitions as canonical JSON, one object per digest. Nothing here knows which tools refer to them. */
export interface ArtifactStore {
  /** Write-once: bytes that are there are never replaced. */
  put(digest: Digest, text: string): Promise<'added' | 'already-present'>;
  /** The bytes as stored: whoever reads checks them against the digest. */
  find(digest: Digest): Promise<string | undefined>;
}

/** What sweeping takes besides. Apart, so that a function which does not sweep needs no right to remove anything. */
export interface SweptArtifactStore extends ArtifactStore {
  findStoredAt(digest: Digest): Promise<Date | undefined>;
  /** All artifacts, in no order that matters. */
  list(position?: string): Promise<ArtifactPage>;
  /** Removing what is absent is no fault. */
  remove(digest: Digest): Promise<void>;
}
