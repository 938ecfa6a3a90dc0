import type { WorkerMessage } from '@dtr/contracts';
import type { AuditEvent } from '../../domain/audit/audit-event.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { SendOptions, WorkQueue } from '../../ports/work-queue.ts';

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
  /** How each of them was sent. */
  readonly options: readonly SendOptions[];
}

export function createMemoryWorkQueue(): MemoryWorkQueue {
  const messages: WorkerMessage[] = [];
  const options: SendOptions[] = [];
  return {
    messages,
    options,
    async send(message, given = {}) {
      messages.push(message);
      options.push(given);
    },
  };
}
