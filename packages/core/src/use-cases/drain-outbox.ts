import type { OutboxEntry } from '../domain/tool/outbox-entry.ts';
import type { Clock } from '../ports/clock.ts';
import type { OutboxReader } from '../ports/outbox-reader.ts';
import type { WorkQueue } from '../ports/work-queue.ts';

const pageEntries = 100;
/** In one sweep; there is another a minute later. */
const pagesAtMost = 20;
/** Whoever applied a policy sends the message itself; only when that died it is to be sent for it. */
const ownMs = 60_000;

export interface DrainOutboxDeps {
  readonly outbox: OutboxReader;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Whether something has to follow from changes of tools. */
  readonly hasGateway: boolean;
}

export interface DrainReport {
  readonly removed: number;
  readonly revalidations: number;
}

/** Sees to it that what had to follow from a write has followed, then forgets it. What follows may follow twice. */
export function makeDrainOutbox({ outbox, queue, clock, hasGateway }: DrainOutboxDeps) {
  const isRipe = (entry: OutboxEntry): boolean =>
    entry.kind === 'policy.applied' ? clock.now().getTime() - Date.parse(entry.createdAt) > ownMs : !hasGateway;

  return async function drainOutbox(): Promise<DrainReport> {
    const report = { removed: 0, revalidations: 0 };
    let after: string | undefined;
    for (let page = 0; page < pagesAtMost; page += 1) {
      const entries = await outbox.list({ limit: pageEntries, ...(after !== undefined && { after }) });
      const ripe = entries.filter(isRipe);
      const applied = ripe.filter((entry) => entry.kind === 'policy.applied');
      for (const { policy, digest } of applied) await queue.send({ kind: 'policy.revalidate', policy, digest });
      if (ripe.length > 0) await outbox.remove(ripe.map(({ entryId }) => entryId));
      report.removed += ripe.length;
      report.revalidations += applied.length;
      after = entries.at(-1)?.entryId;
      if (entries.length < pageEntries) break;
    }
    return report;
  };
}
