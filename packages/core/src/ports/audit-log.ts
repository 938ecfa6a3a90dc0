import type { AuditEvent } from '../domain/audit/audit-event.ts';

/** What happened, for reviewers, as one hash chain per UTC day and lane. Nothing in it is ever changed or removed. */
export interface AuditLog {
  /**
   * Appends an event to its chain; the order within a chain is that of the writes. An event that is there stays as it is: appending it
   * again, in any process, is no fault and changes nothing. Throws `dependency.unavailable` when it is not certain that the event is stored.
   */
  append(event: AuditEvent): Promise<void>;
}
