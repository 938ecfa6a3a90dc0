import type { Lane, LaneHead } from './audit-chain.ts';
import type { ChainLink, LaneFault } from './check-lane.ts';

/** Heads by lane as they were logged at some moment of the day: `<count> <hash>`. */
export type LoggedHeads = Readonly<Record<string, string>>;

/** In the form in which it is logged. */
export const loggedHead = ({ count, hash }: Pick<LaneHead, 'count' | 'hash'>): string => `${count} ${hash}`;

/**
 * Whether a chain still passes through the head that was logged of it: chains only grow, so that the event which was the last one then
 * has its number and its hash for good. Finds a chain that was cut back and has grown anew, in which every event follows from the one before.
 */
export function checkLogged(lane: Lane, links: readonly ChainLink[], logged: LoggedHeads): LaneFault | undefined {
  const head = logged[lane.lane];
  if (head === undefined) return undefined;
  const seq = Number.parseInt(head, 10);
  const link = links.find((candidate) => candidate.seq === seq);
  if (link !== undefined && loggedHead({ count: seq, hash: link.hash as LaneHead['hash'] }) === head) return undefined;
  return { ...lane, fault: 'not-as-logged', seq, ...(link && { eventId: link.eventId }) };
}
