import type { Lane, LaneHead, StoredEvent } from '../domain/audit/audit-chain.ts';

/** The audit log as it is stored; what was tampered with is given as it is found. */
export interface AuditReader {
  /** Of the chains of a day that have one, as they are now; in no order. */
  listHeads(day: string): Promise<readonly LaneHead[]>;
  /** The events of a chain as they are now, by falling ids, those below `before`. Fewer than `limit` means: no more. */
  listEvents(query: {
    readonly lane: Lane;
    readonly before?: string;
    readonly limit: number;
  }): Promise<readonly StoredEvent[]>;
}
