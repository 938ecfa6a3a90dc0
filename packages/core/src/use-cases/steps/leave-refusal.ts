import { createRecentEntries } from '../../domain/recent-entries.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeyRefusal } from '../admit-key.ts';
import type { LeaveTrail } from './trail.ts';

/** Leaves an event of a refused key, or counts it towards the next one. */
export type LeaveRefusal = (refusal: KeyRefusal) => Promise<void>;

const quietMs = 60_000;
/** Keys that one process remembers to have told of. */
const remembered = 1_000;

interface Told {
  readonly untilMs: number;
  leftOut: number;
}

/**
 * One event a minute and process for each key and reason; for keys that nobody knows, one for each reason: whoever tries keys must not
 * fill the audit log at the table's cost. The next event says how many were left out. Requests without any key leave none.
 */
export function makeLeaveRefusal({
  leaveTrail,
  clock,
}: {
  readonly leaveTrail: LeaveTrail;
  readonly clock: Clock;
}): LeaveRefusal {
  const told = createRecentEntries<string, Told>(remembered);
  return async function leaveRefusal({ reason, keyId, record }) {
    if (reason === 'absent') return;
    const nowMs = clock.now().getTime();
    const about = `${reason} ${record?.keyId ?? ''}`;
    const before = told.find(about);
    if (before !== undefined && nowMs < before.untilMs) {
      before.leftOut += 1;
      return;
    }
    told.put(about, { untilMs: nowMs + quietMs, leftOut: 0 });
    const details = { reason, leftOut: before?.leftOut ?? 0, ...(keyId && { keyId }) };
    await leaveTrail({ kind: 'key.refused', actor: record?.agent ?? 'system', details });
  };
}
