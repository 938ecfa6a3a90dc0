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
  untilMs: number;
  leftOut: number;
}

/**
 * One event a minute and process for each key and reason; for keys that nobody knows, one for each reason: whoever tries keys must not
 * fill the audit log at the table's cost. The next event says how many were left out, those whose own could not be left among them.
 * Requests without any key leave none.
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
    const leftOut = before?.leftOut ?? 0;
    const now: Told = { untilMs: nowMs + quietMs, leftOut: 0 };
    told.put(about, now);
    const details = { reason, leftOut, ...(keyId && { keyId }) };
    try {
      await leaveTrail({ kind: 'key.refused', actor: record?.agent ?? 'system', details });
    } catch (error) {
      now.untilMs = nowMs;
      now.leftOut += leftOut + 1;
      throw error;
    }
  };
}
