import type { StoredEvent } from '../../domain/audit/audit-chain.ts';
import type { AuditReader } from '../../ports/audit-reader.ts';

/** Where to begin in a day, and how many events to read of a chain at once. */
export interface EventsFrom {
  readonly day: string;
  readonly before: string;
  readonly atOnce: number;
}

interface LaneCursor {
  readonly lane: number;
  events: readonly StoredEvent[];
  isEnded: boolean;
}

/** The events of a day, of all chains together, by falling ids. */
export async function* newestEvents(reader: AuditReader, from: EventsFrom): AsyncGenerator<StoredEvent> {
  const { day, before, atOnce } = from;
  const fill = async (cursor: LaneCursor, below: string) => {
    const lane = { day, lane: cursor.lane };
    cursor.events = await reader.listEvents({ lane, before: below, limit: atOnce });
    cursor.isEnded = cursor.events.length < atOnce;
  };
  const cursors = (await reader.listHeads(day)).map(({ lane }): LaneCursor => ({ lane, events: [], isEnded: false }));
  await Promise.all(cursors.map((cursor) => fill(cursor, before)));
  for (;;) {
    const newest = cursors.reduce<LaneCursor | undefined>((best, one) => (isNewer(one, best) ? one : best), undefined);
    const [event, ...rest] = newest?.events ?? [];
    if (newest === undefined || event === undefined) return;
    newest.events = rest;
    yield event;
    if (rest.length === 0 && !newest.isEnded) await fill(newest, event.eventId);
  }
}

function isNewer({ events: [event] }: LaneCursor, best: LaneCursor | undefined): boolean {
  return event !== undefined && event.eventId > (best?.events[0]?.eventId ?? '');
}
