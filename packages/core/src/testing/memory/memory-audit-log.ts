import { chained, emptyHead, type Lane, type LaneHead, type StoredEvent } from '../../domain/audit/audit-chain.ts';
import { type AuditEvent, dayOf } from '../../domain/audit/audit-event.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { AuditReader } from '../../ports/audit-reader.ts';

/** A chain that may be tampered with. */
export interface MemoryLane {
  head: LaneHead;
  readonly stored: StoredEvent[];
}

export interface MemoryAuditLog extends AuditLog, AuditReader {
  /** Of all chains, in the order of their appending. */
  readonly events: readonly AuditEvent[];
  laneOf(lane: Lane): MemoryLane;
}

export function createMemoryAuditLog(): MemoryAuditLog {
  const events: AuditEvent[] = [];
  const known = new Set<string>();
  const lanes = new Map<string, MemoryLane>();
  const laneOf = ({ day, lane }: Lane): MemoryLane => {
    const key = `${day}#${lane}`;
    const found = lanes.get(key) ?? { head: emptyHead({ day, lane }), stored: [] };
    lanes.set(key, found);
    return found;
  };
  return {
    events,
    laneOf,
    async append(event) {
      if (known.has(event.eventId)) return;
      known.add(event.eventId);
      events.push(event);
      const lane = laneOf({ day: dayOf(event), lane: event.lane });
      const { stored, head } = chained(lane.head, event);
      lane.stored.push(stored);
      lane.head = head;
    },
    listHeads: async (day) =>
      [...lanes.values()].map(({ head }) => head).filter((head) => head.day === day && head.count > 0),
    async listEvents({ lane, before = 'Z', limit }) {
      const below = laneOf(lane).stored.filter(({ eventId }) => eventId < before);
      return below.sort((left, right) => (left.eventId < right.eventId ? 1 : -1)).slice(0, limit);
    },
  };
}
