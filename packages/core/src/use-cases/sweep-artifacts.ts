import type { Digest } from '../domain/ids.ts';
import type { ArtifactLedger } from '../ports/artifact-ledger.ts';
import type { SweptArtifactStore } from '../ports/artifact-store.ts';
import type { Clock } from '../ports/clock.ts';

const hourMs = 3_600_000;
/** One removal takes milliseconds; a sweeper that died holds an artifact no longer than this. */
const removalMs = 60_000;

export interface SweepArtifactsDeps {
  readonly artifacts: SweptArtifactStore;
  readonly ledger: ArtifactLedger;
  readonly clock: Clock;
}

export interface SweepReport {
  readonly examined: number;
  readonly removed: number;
}

export type SweepArtifacts = ReturnType<typeof makeSweepArtifacts>;

/**
 * Removes artifacts that no version refers to and that are older than an hour. Safe beside creations and other sweeps: a removal
 * needs the ledger's claim, which no referenced or held artifact gives, and the age is read again under the claim. A creation either
 * wrote the bytes itself, so they are young, or holds them, or fails in its transaction while a claim stands.
 * Rests on two bounds: a creation takes less than its hold of 15 minutes, a call to the store less than the claim of one minute.
 */
export function makeSweepArtifacts(deps: SweepArtifactsDeps) {
  return async function sweepArtifacts({ olderThanMs = hourMs } = {}): Promise<SweepReport> {
    let examined = 0;
    let removed = 0;
    let position: string | undefined;
    do {
      const page = await deps.artifacts.list(position);
      for (const { digest, storedAt } of page.items) {
        examined += 1;
        if (isOlder(deps.clock, storedAt, olderThanMs) && (await removeUnused(deps, digest, olderThanMs))) removed += 1;
      }
      position = page.position;
    } while (position !== undefined);
    return { examined, removed };
  };
}

async function removeUnused(
  { artifacts, ledger, clock }: SweepArtifactsDeps,
  digest: Digest,
  olderThanMs: number,
): Promise<boolean> {
  const now = clock.now();
  const until = new Date(now.getTime() + removalMs);
  if ((await ledger.claimRemoval(digest, { now, until })) === 'in-use') return false;
  const storedAt = await artifacts.findStoredAt(digest);
  const isRemovable = storedAt !== undefined && isOlder(clock, storedAt, olderThanMs);
  if (isRemovable) await artifacts.remove(digest);
  await ledger.endRemoval(digest, until);
  return isRemovable;
}

function isOlder(clock: Clock, instant: Date, ms: number): boolean {
  return clock.now().getTime() - instant.getTime() > ms;
}
