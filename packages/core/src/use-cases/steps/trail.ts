import { randomInt } from 'node:crypto';
import { type AuditEvent, laneCount } from '../../domain/audit/audit-event.ts';
import { instantOf, type UlidSource } from '../../domain/ulid.ts';
import type { AuditLog } from '../../ports/audit-log.ts';

interface TrailDeps {
  readonly audit: AuditLog;
  readonly newUlid: UlidSource;
}

/** Leaves an event in the audit log. Throws when it cannot: then what it is about must not be answered either. */
export type LeaveTrail = (event: Omit<AuditEvent, 'eventId' | 'at' | 'lane'>) => Promise<void>;

/** The events of one process go to one lane, picked by chance. */
export function makeLeaveTrail({ audit, newUlid }: TrailDeps): LeaveTrail {
  const lane = randomInt(laneCount);
  return (event) => {
    const eventId = newUlid();
    return audit.append({ ...event, eventId, at: instantOf(eventId).toISOString(), lane });
  };
}
