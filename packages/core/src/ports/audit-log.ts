import type { AuditEvent } from '../domain/audit/audit-event.ts';

/** What happened, for reviewers. Nothing in it is ever changed or removed. */
export interface AuditLog {
  /**
   * An event that is there stays as it is: appending it again is no fault and changes nothing. Throws `dependency.unavailable`
   * when it is not certain that the event is stored.
   */
  append(event: AuditEvent): Promise<void>;
}
