import { digestOfHeads, emptyHead, type Lane, type LaneHead } from '../domain/audit/audit-chain.ts';
import { laneCount } from '../domain/audit/audit-event.ts';
import { type ChainLink, checkLane, type LaneFault, linkOf } from '../domain/audit/check-lane.ts';
import { checkLogged, type LoggedHeads } from '../domain/audit/check-logged.ts';
import type { Digest } from '../domain/ids.ts';
import type { AuditReader } from '../ports/audit-reader.ts';

const eventsAtOnce = 500;

export interface VerifyAuditDeps {
  readonly auditReader: AuditReader;
}

export interface AuditVerification {
  readonly day: string;
  readonly events: number;
  /** Of the chains that have events. */
  readonly lanes: number;
  /** Over all heads, to compare with what the sweep logged of that day. */
  readonly digest: Digest;
  /** The first of each chain that does not fit; empty when every event stands where it was put. */
  readonly faults: readonly LaneFault[];
}

export type VerifyAudit = ReturnType<typeof makeVerifyAudit>;

/**
 * Walks every chain of a UTC day. Finds what was altered, removed, inserted or moved, heads included. A chain that was written anew from
 * some event on together with its head is found by heads of later than that event which were logged (`logged`), and by nothing else.
 * Holds about 300 bytes an event of one chain.
 */
export function makeVerifyAudit({ auditReader }: VerifyAuditDeps) {
  const headOf = async (lane: Lane): Promise<LaneHead> =>
    (await auditReader.listHeads(lane.day)).find((head) => head.lane === lane.lane) ?? emptyHead(lane);

  const readLinks = async (lane: Lane): Promise<readonly ChainLink[]> => {
    const links: ChainLink[] = [];
    for (;;) {
      const before = links.at(-1)?.eventId;
      const page = await auditReader.listEvents({ lane, limit: eventsAtOnce, ...(before !== undefined && { before }) });
      for (const event of page) links.push(linkOf(lane, event));
      if (page.length < eventsAtOnce) return links;
    }
  };

  return async function verifyAudit(day: string, logged: LoggedHeads = {}): Promise<AuditVerification> {
    const heads: LaneHead[] = [];
    const faults: LaneFault[] = [];
    let events = 0;
    for (let lane = 0; lane < laneCount; lane += 1) {
      const before = await headOf({ day, lane });
      const links = await readLinks({ day, lane });
      const heldAgainst = { before, after: await headOf({ day, lane }) };
      const fault = checkLane({ day, lane }, links, heldAgainst) ?? checkLogged({ day, lane }, links, logged);
      if (fault !== undefined) faults.push(fault);
      if (before.count > 0) heads.push(before);
      events += links.length;
    }
    return { day, events, lanes: heads.length, digest: digestOfHeads(heads), faults };
  };
}
