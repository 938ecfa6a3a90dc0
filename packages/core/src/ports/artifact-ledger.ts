import type { Digest } from '../domain/ids.ts';

/**
 * Who may rely on an artifact and who may remove it. A version that refers to an artifact makes it referenced for good,
 * in the same transaction (`ToolRepository`); a referenced artifact is never given to a remover.
 */
export interface ArtifactLedger {
  /** Keeps removers away until `until`: for a creation that found the bytes already there. */
  hold(digest: Digest, period: LedgerPeriod): Promise<'held' | 'being-removed'>;
  /** Gives the right to remove an artifact that no version refers to and nobody holds. It ends by itself at `until`. */
  claimRemoval(digest: Digest, period: LedgerPeriod): Promise<'claimed' | 'in-use'>;
  /** Gives the right back; `until` names the claim. A claim that is over or another's is left alone. */
  endRemoval(digest: Digest, until: Date): Promise<void>;
}

export interface LedgerPeriod {
  readonly now: Date;
  readonly until: Date;
}
