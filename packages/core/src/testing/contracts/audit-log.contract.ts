import type { Lane, StoredEvent } from '../../domain/audit/audit-chain.ts';
import { emptyHead } from '../../domain/audit/audit-chain.ts';
import { type AuditEvent, dayOf } from '../../domain/audit/audit-event.ts';
import { checkLane, linkOf, readEvent } from '../../domain/audit/check-lane.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { AuditReader } from '../../ports/audit-reader.ts';
import { anAuditEvent } from '../audit-builders.ts';
import { operator } from '../builders.ts';

/** `openAnother`: what another process would open over the same store. */
export interface AuditUnderTest {
  readonly audit: AuditLog;
  readonly openAnother: () => AuditLog;
  readonly reader: AuditReader;
}

export function describeAuditLog(name: string, open: () => Promise<AuditUnderTest>) {
  const dayMs = 86_400_000;
  /** Each test writes to days of its own. */
  let days = 0;
  const aDay = () => {
    days += 1;
    return new Date(Date.parse('2020-01-01T12:00:00.000Z') + days * dayMs).toISOString();
  };
  const laneOf = (event: AuditEvent): Lane => ({ day: dayOf(event), lane: event.lane });
  const read = async (reader: AuditReader, lane: Lane) => {
    const stored = await reader.listEvents({ lane, limit: 1_000 });
    const head = (await reader.listHeads(lane.day)).find((candidate) => candidate.lane === lane.lane);
    return { stored, head: head ?? emptyHead(lane) };
  };
  /** Events as they were appended, in the order of their chain. Fails when the chain does not fit. */
  const eventsOf = async (reader: AuditReader, lane: Lane) => {
    const { stored, head } = await read(reader, lane);
    const links = stored.map((event) => linkOf(lane, event));
    expect(checkLane(lane, links, { before: head, after: head })).toBeUndefined();
    return stored.map(eventOf).sort((left, right) => left.seq - right.seq);
  };
  const eventOf = ({ text }: StoredEvent) => {
    const event = readEvent(text);
    if (event === undefined) throw new Error('Not an event.');
    return event;
  };

  describe(`AuditLog: ${name}`, () => {
    it('keeps an event as it was appended', async () => {
      const { audit, reader } = await open();
      const event = anAuditEvent({ at: aDay(), lane: 3 });
      expect(await reader.listEvents({ lane: laneOf(event), limit: 10 })).toEqual([]);

      await audit.append(event);

      expect(await eventsOf(reader, laneOf(event))).toEqual([expect.objectContaining(event)]);
    });

    it('never changes an event that is there, and takes a repetition for no fault, from other processes too', async () => {
      const { audit, openAnother, reader } = await open();
      const event = anAuditEvent({ at: aDay() });
      await audit.append(event);
      await audit.append(anAuditEvent({ at: event.at }));

      await audit.append(event);
      await audit.append({ ...event, kind: 'tool.released', details: {} });
      await openAnother().append(event);

      const events = await eventsOf(reader, laneOf(event));
      expect(events).toHaveLength(2);
      expect(events[0]).toMatchObject(event);
    });

    it('chains what comes one after the other, a chain for each day and lane', async () => {
      const { audit, reader } = await open();
      const [day, nextDay] = [aDay(), aDay()];
      const events = [day, day, nextDay, day].map((at) => anAuditEvent({ at }));
      const beside = anAuditEvent({ at: day, lane: 15 });

      for (const event of [...events, beside]) await audit.append(event);

      const lane = laneOf(beside);
      expect(await eventsOf(reader, lane)).toHaveLength(1);
      expect((await eventsOf(reader, { ...lane, lane: 0 })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect((await reader.listHeads(lane.day)).map(({ lane, count }) => [lane, count]).sort()).toEqual([
        [0, 3],
        [15, 1],
      ]);
      expect(await reader.listHeads('2019-01-01')).toEqual([]);
    });

    it('makes one chain of what two processes append at the same time', async () => {
      const { audit, openAnother, reader } = await open();
      const at = aDay();
      const rival = openAnother();
      const events = Array.from({ length: 60 }, () => anAuditEvent({ at, actor: operator }));

      await Promise.all(events.map((event, index) => (index % 2 ? audit : rival).append(event)));

      const stored = await eventsOf(reader, laneOf(anAuditEvent({ at })));
      expect(stored.map(({ eventId }) => eventId).sort()).toEqual(events.map(({ eventId }) => eventId).sort());
    });

    it('lists a chain by falling ids, from any of them on', async () => {
      const { audit, reader } = await open();
      const at = Date.parse(aDay());
      const events = [5, 1, 4, 2, 3].map((ms) => anAuditEvent({ at: new Date(at + ms).toISOString() }));
      for (const event of events) await audit.append(event);
      const lane = laneOf(anAuditEvent({ at: new Date(at).toISOString() }));
      const ids = events
        .map(({ eventId }) => eventId)
        .sort()
        .reverse();

      const first = await reader.listEvents({ lane, limit: 2 });
      const rest = await reader.listEvents({ lane, before: ids[1] ?? '', limit: 10 });

      expect([...first, ...rest].map(({ eventId }) => eventId)).toEqual(ids);
      expect(first).toHaveLength(2);
    });
  });
}
