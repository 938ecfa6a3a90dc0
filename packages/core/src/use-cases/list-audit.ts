import type { AuditEntry, AuditKind } from '@dtr/contracts';
import type { StoredEvent } from '../domain/audit/audit-chain.ts';
import { auditPeriod, daysOf, firstAfter } from '../domain/audit/audit-period.ts';
import { readEvent } from '../domain/audit/check-lane.ts';
import type { AgentId } from '../domain/ids.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import { firstUlidAt, instantOf } from '../domain/ulid.ts';
import type { AuditReader } from '../ports/audit-reader.ts';
import type { Clock } from '../ports/clock.ts';
import { newestEvents } from './steps/newest-events.ts';
import type { RequireOperator } from './steps/policy-acts.ts';

/** Of one call: a filter that fits few events must not read a whole month. */
const examinedAtMost = 2_000;
const eventsAtOnce = 100;

export interface ListAuditDeps {
  readonly auditReader: AuditReader;
  readonly clock: Clock;
  readonly requireOperator: RequireOperator;
}

export interface AuditQuery {
  readonly from?: string;
  readonly to?: string;
  readonly kind?: AuditKind;
  readonly agent?: string;
  readonly toolId?: string;
  readonly limit: number;
  readonly position?: string;
}

export type ListAudit = ReturnType<typeof makeListAudit>;

/**
 * The events of a period that fit a filter, newest first. A page may be short, even empty, and still have a next one. Shows what is
 * stored: whether that was tampered with is for `verifyAudit` to say. Throws `request.forbidden` for whoever is not an operator.
 */
export function makeListAudit({ auditReader, clock, requireOperator }: ListAuditDeps) {
  return async function listAudit(agent: AgentId, query: AuditQuery): Promise<PositionedPage<AuditEntry>> {
    requireOperator(agent);
    const { from, before, days } = startOf(query, clock.now());
    const items: AuditEntry[] = [];
    let examined = 0;
    for (const day of days) {
      const atOnce = isFiltered(query) ? eventsAtOnce : query.limit;
      for await (const event of newestEvents(auditReader, { day, before, atOnce })) {
        if (event.eventId < from) return { items };
        const entry = entryOf(event);
        if (entry !== undefined && fits(entry, query)) items.push(entry);
        examined += 1;
        if (items.length === query.limit || examined === examinedAtMost)
          return { items, position: `${from} ${event.eventId}` };
      }
    }
    return { items };
  };
}

/** Ids from which and below which events count, and the days they are in. A position brings the beginning of its period along. */
function startOf(query: AuditQuery, now: Date) {
  const [from, before] = query.position?.split(' ') ?? [];
  if (from !== undefined && before !== undefined)
    return { from, before, days: daysOf({ from: instantOf(from), to: instantOf(before) }) };
  const period = auditPeriod(query, now);
  return { from: firstUlidAt(period.from), before: firstAfter(period), days: daysOf(period) };
}

/** `undefined` for a text that is not an event any more. */
function entryOf({ text, hash }: StoredEvent): AuditEntry | undefined {
  const event = readEvent(text);
  return event && { ...event, hash };
}

function isFiltered({ kind, agent, toolId }: AuditQuery): boolean {
  return kind !== undefined || agent !== undefined || toolId !== undefined;
}

function fits(entry: AuditEntry, { kind, agent, toolId }: AuditQuery): boolean {
  return (
    (kind === undefined || entry.kind === kind) &&
    (agent === undefined || entry.actor === agent) &&
    (toolId === undefined || entry.toolId === toolId)
  );
}
