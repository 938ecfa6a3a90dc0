import type { AuditKind } from '@dtr/contracts';
import type { AgentId, Digest, ToolId } from '../ids.ts';

/** Something that a reviewer must be able to find again. Holds ids, digests, names and counts; never code, snippets, keys or messages. */
export interface AuditEvent {
  /** A ULID: events sort by the instant of their making. */
  readonly eventId: string;
  /** The instant of the id. */
  readonly at: string;
  /** Which of the day's chains it belongs to, from 0. A process keeps to one, so that processes do not wait for each other. */
  readonly lane: number;
  readonly kind: AuditKind;
  readonly actor: AgentId | 'system';
  readonly toolId?: ToolId;
  readonly digest?: Digest;
  readonly policy?: { readonly name: string; readonly digest: Digest };
  readonly details: Readonly<Record<string, AuditDetail>>;
}

export type AuditDetail = string | number | boolean | Readonly<Record<string, number>>;

/** Chains of one day. Fixed for good: days that have passed are checked with it. */
export const laneCount = 16;

/** The UTC day of an event, such as `2026-11-21`. */
export function dayOf({ at }: Pick<AuditEvent, 'at'>): string {
  return at.slice(0, 10);
}
