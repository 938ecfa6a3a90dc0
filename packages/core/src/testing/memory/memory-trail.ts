import type { WorkerMessage } from '@dtr/contracts';
import type { AuditEvent } from '../../domain/audit/audit-event.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';

export interface MemoryAuditLog extends AuditLog {
  readonly events: readonly AuditEvent[];
}

export function createMemoryAuditLog(): MemoryAuditLog {
  const events: AuditEvent[] = [];
  return {
    events,
    async append(event) {
      if (!events.some(({ eventId }) => eventId === event.eventId)) events.push(event);
    },
  };
}

/** Keeps what was sent; nobody takes it out. */
export interface MemoryWorkQueue extends WorkQueue {
  readonly messages: readonly WorkerMessage[];
}

export function createMemoryWorkQueue(): MemoryWorkQueue {
  const messages: WorkerMessage[] = [];
  return {
    messages,
    async send(message) {
      messages.push(message);
    },
  };
}
