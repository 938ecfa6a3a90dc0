import type { AuditEvent } from '../../domain/audit/audit-event.ts';
import type { UlidSource } from '../../domain/ulid.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';

interface TrailDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
}

/** Leaves an event in the audit log. Throws when it cannot: then what it is about must not be answered either. */
export type LeaveTrail = (event: Omit<AuditEvent, 'eventId' | 'at'>) => Promise<void>;

export function makeLeaveTrail({ audit, clock, newUlid }: TrailDeps): LeaveTrail {
  return (event) => audit.append({ eventId: newUlid(), at: clock.now().toISOString(), ...event });
}
