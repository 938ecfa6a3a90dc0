import type { Digest } from '../../domain/ids.ts';
import { toolConflict } from '../../domain/tool/refusals.ts';
import type { ArtifactLedger } from '../../ports/artifact-ledger.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';

/** Far longer than a request can take; far shorter than the age at which artifacts are swept. */
const holdMs = 15 * 60_000;

export interface KeepArtifactDeps {
  readonly artifacts: ArtifactStore;
  readonly ledger: ArtifactLedger;
  readonly clock: Clock;
}

/**
 * Puts the bytes in place before any row points at them. Fresh bytes are safe from the sweep by their age. Bytes found there may be
 * old and about to be swept, so they are held first and then put again, which restores them if the sweep was faster.
 */
export function makeKeepArtifact({ artifacts, ledger, clock }: KeepArtifactDeps) {
  return async function keepArtifact(digest: Digest, text: string): Promise<void> {
    if ((await artifacts.put(digest, text)) === 'added') return;
    const now = clock.now();
    const hold = await ledger.hold(digest, { now, until: new Date(now.getTime() + holdMs) });
    if (hold === 'being-removed') throw toolConflict();
    await artifacts.put(digest, text);
  };
}
