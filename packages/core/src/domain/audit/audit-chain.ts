import type { Digest } from '../ids.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { sha256Of } from '../sha256.ts';
import type { AuditEvent } from './audit-event.ts';

/** One of the chains of a day. */
export interface Lane {
  /** In UTC, such as `2026-11-21`. */
  readonly day: string;
  readonly lane: number;
}

/** Where a chain ends: how many events it has and the hash of the last. */
export interface LaneHead extends Lane {
  readonly count: number;
  readonly hash: Digest;
}

/** What an event's hash is over: itself, its place, and the hash of the event before it. */
export interface ChainedEvent extends AuditEvent {
  readonly seq: number;
  readonly previousHash: Digest;
}

/** An event as it is kept: under its id, as the text that its hash is over. */
export interface StoredEvent {
  readonly eventId: string;
  readonly text: string;
  readonly hash: string;
}

/** Of a chain without events. Depends on day and lane, so that no chain fits in the place of another. */
export function emptyHead({ day, lane }: Lane): LaneHead {
  return { day, lane, count: 0, hash: sha256Of(`dtr audit chain ${day} ${lane}`) };
}

/** The event as the next one of its chain, and the head that follows from it. */
export function chained(head: LaneHead, event: AuditEvent): { readonly stored: StoredEvent; readonly head: LaneHead } {
  const link: ChainedEvent = { ...event, seq: head.count + 1, previousHash: head.hash };
  const text = canonicalJson(link);
  const hash = sha256Of(text);
  return { stored: { eventId: event.eventId, text, hash }, head: { ...head, count: link.seq, hash } };
}

/** One value for all heads of a day, to compare with what was logged of them. */
export function digestOfHeads(heads: readonly LaneHead[]): Digest {
  const inOrder = [...heads].sort((left, right) => left.lane - right.lane);
  return sha256Of(canonicalJson(inOrder.map(({ day, lane, count, hash }) => ({ day, lane, count, hash }))));
}
