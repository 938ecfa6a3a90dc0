import { sha256Of } from '../sha256.ts';
import { type ChainedEvent, emptyHead, type Lane, type LaneHead, type StoredEvent } from './audit-chain.ts';
import { dayOf } from './audit-event.ts';

/**
 * `altered`: its hash is not that of its text. `misplaced`: it is kept under another id, day or lane than its own. `missing`: there is
 * no event of this number. `repeated`: there are two. `unlinked`: it does not follow from the event before it. `beyond-head`: the head
 * knows nothing of it. `wrong-head`: the head is not that of the last event. `not-as-logged`: the head was at this number once, with
 * another hash.
 */
export type LaneFaultKind =
  | 'altered'
  | 'misplaced'
  | 'missing'
  | 'repeated'
  | 'unlinked'
  | 'beyond-head'
  | 'wrong-head'
  | 'not-as-logged';

/** The first place of a chain that does not fit. */
export interface LaneFault extends Lane {
  readonly fault: LaneFaultKind;
  readonly seq: number;
  readonly eventId?: string;
}

/** The head before its events were read and after: the same unless the chain has grown meanwhile. */
export interface HeadsAround {
  readonly before: LaneHead;
  readonly after: LaneHead;
}

/** What the check has to know of an event; much smaller than the event. */
export interface ChainLink {
  readonly eventId: string;
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly fault?: 'altered' | 'misplaced';
}

/** Reads an event for the check. One that cannot be read counts as altered, in the first place. */
export function linkOf({ day, lane }: Lane, { eventId, text, hash }: StoredEvent): ChainLink {
  const event = readEvent(text);
  const { seq = 0, previousHash = '' } = event ?? {};
  const link = { eventId, seq: Number.isSafeInteger(seq) ? seq : 0, previousHash, hash };
  if (event === undefined || sha256Of(text) !== hash) return { ...link, fault: 'altered' };
  const isInPlace = event.eventId === eventId && event.lane === lane && dayOf(event) === day;
  return isInPlace ? link : { ...link, fault: 'misplaced' };
}

/** `undefined` for a text that is not an event any more. */
export function readEvent(text: string): ChainedEvent | undefined {
  try {
    const event = JSON.parse(text);
    return typeof event?.at === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}

/** Walks a chain from its beginning; `undefined` when every event stands where it was put. The links may come in any order. */
export function checkLane(lane: Lane, links: readonly ChainLink[], heads: HeadsAround): LaneFault | undefined {
  // With what is no count, no comparison below would find anything.
  if (!isCount(heads.before.count) || !isCount(heads.after.count)) return { ...lane, fault: 'wrong-head', seq: 0 };
  const inOrder = [...links].sort((left, right) => left.seq - right.seq);
  let { count, hash } = emptyHead(lane) as { count: number; hash: string };
  for (const link of inOrder) {
    const fault = faultOf(link, count, hash, heads);
    if (fault === 'missing') return { ...lane, fault, seq: count + 1 };
    if (fault !== undefined) return { ...lane, fault, seq: link.seq, eventId: link.eventId };
    // Beyond the head as it was before, events may still be on their way: what has come counts by itself.
    if (link.seq <= heads.before.count) ({ seq: count, hash } = link);
  }
  if (count < heads.before.count) return { ...lane, fault: 'missing', seq: count + 1 };
  return hash === heads.before.hash ? undefined : { ...lane, fault: 'wrong-head', seq: count };
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;

function faultOf(link: ChainLink, count: number, hash: string, { before, after }: HeadsAround) {
  if (link.fault !== undefined) return link.fault;
  if (link.seq > after.count) return 'beyond-head';
  if (link.seq > before.count) return undefined;
  if (link.seq <= count) return 'repeated';
  if (link.seq > count + 1) return 'missing';
  return link.previousHash === hash ? undefined : 'unlinked';
}
