import { toolIdOf } from '../domain/ids.ts';
import { makeUseCases, makeWorkerUseCases } from '../make-use-cases.ts';
import { anAuditEvent } from '../testing/audit-builders.ts';
import { newUlid, operator, planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import { makeVerifyAudit } from './verify-audit.ts';

const noon = Date.parse('2026-11-21T12:00:00.000Z');
const hourMs = 3_600_000;

const setUp = () => {
  const ports = createMemoryPorts({ clock: createTestClock('2026-11-21T12:00:00.000Z') });
  const { listAudit } = makeUseCases(ports, testSettings);
  const { readAuditHeads } = makeWorkerUseCases(ports, testSettings);
  /** An event so many hours before now. */
  const append = async (hoursAgo: number, given: Parameters<typeof anAuditEvent>[0] = {}) => {
    const event = anAuditEvent({ at: new Date(noon - hoursAgo * hourMs).toISOString(), ...given });
    await ports.audit.append(event);
    return event;
  };
  /** All pages, with how many there were. */
  const readAll = async (query: Omit<Parameters<typeof listAudit>[1], 'position'>) => {
    const ids: string[] = [];
    let position: string | undefined;
    let pages = 0;
    do {
      const page = await listAudit(operator, { ...query, ...(position !== undefined && { position }) });
      ids.push(...page.items.map(({ eventId }) => eventId));
      position = page.position;
      pages += 1;
    } while (position !== undefined);
    return { ids, pages };
  };
  const verify = makeVerifyAudit(ports);
  return { ports, listAudit, readAuditHeads, append, readAll, verify };
};

describe('the list of the audit log', () => {
  it('is for operators alone', async () => {
    const { listAudit } = setUp();

    await expect(listAudit(planner, { limit: 1 })).rejects.toMatchObject({ code: 'request.forbidden' });
  });

  it('gives events with their place in the chain', async () => {
    const { listAudit, append } = setUp();
    const event = await append(1, { lane: 5 });

    const { items } = await listAudit(operator, { limit: 10 });

    expect(items).toEqual([
      { ...event, seq: 1, previousHash: expect.stringMatching(/^sha256:/), hash: expect.stringMatching(/^sha256:/) },
    ]);
  });

  it('goes through all lanes and days by falling instants, page by page, each event once', async () => {
    const { append, readAll } = setUp();
    const ids: string[] = [];
    for (let index = 0; index < 97; index += 1)
      ids.push((await append(60 - ((index * 37) % 61), { lane: (index * 7) % 16 })).eventId);

    const read = await readAll({ from: '2026-11-18T00:00:00Z', limit: 10 });

    expect(read.ids).toEqual([...ids].sort().reverse());
    expect(read.pages).toBe(10);
  });

  it('is of the day before now, unless told otherwise', async () => {
    const { append, readAll } = setUp();
    await append(25);
    const late = await append(23);
    const later = await append(1);
    const { ids } = await readAll({ limit: 10 });
    expect(ids).toEqual([later.eventId, late.eventId]);

    expect((await readAll({ to: '2026-11-21T10:00:00Z', limit: 10 })).ids).toHaveLength(2);
    expect((await readAll({ from: later.at, to: later.at, limit: 10 })).ids).toEqual([later.eventId]);
  });

  it('filters by kind, agent and tool', async () => {
    const { append, readAll } = setUp();
    const toolId = toolIdOf(newUlid());
    const one = await append(3, { kind: 'execution', actor: researcher, toolId });
    const two = await append(2, { kind: 'execution', lane: 1 });
    const three = await append(1, { toolId });

    expect((await readAll({ kind: 'execution', limit: 10 })).ids).toEqual([two.eventId, one.eventId]);
    expect((await readAll({ agent: researcher, limit: 10 })).ids).toEqual([one.eventId]);
    expect((await readAll({ toolId, limit: 10 })).ids).toEqual([three.eventId, one.eventId]);
    expect((await readAll({ toolId, kind: 'verdict', agent: planner, limit: 10 })).ids).toEqual([three.eventId]);
  });

  it('ends a call that examined many events and found few, and goes on from there', async () => {
    const { append, readAll } = setUp();
    const rare = await append(20, { actor: researcher });
    for (let index = 0; index < 2_100; index += 1) await append(10, { lane: index % 16 });

    const { ids, pages } = await readAll({ agent: researcher, limit: 5 });

    expect(ids).toEqual([rare.eventId]);
    expect(pages).toBe(2);
  });

  it.each([
    ['longer than 31 days', { from: '2026-10-01T00:00:00Z' }],
    ['that ends before it begins', { from: '2026-11-21T11:00:00Z', to: '2026-11-21T10:00:00Z' }],
    ['from an instant that there is not', { from: '2026-19-39T11:00:00Z' }],
    ['from a day that no calendar has', { from: '2026-02-30T11:00:00Z', to: '2026-03-02T12:00:00Z' }],
  ])('refuses a period %s', async (_name, period) => {
    const { listAudit } = setUp();

    await expect(listAudit(operator, { ...period, limit: 1 })).rejects.toMatchObject({
      code: 'request.invalid',
      details: { errors: [{ pointer: '/query/from' }] },
    });
  });
});

describe('the check of a day', () => {
  const day = '2026-11-21';

  it('counts what fits', async () => {
    const { append, verify } = setUp();
    for (let index = 0; index < 40; index += 1) await append(1, { lane: index % 3 });

    expect(await verify(day)).toMatchObject({ events: 40, lanes: 3, faults: [] });
    expect(await verify('2026-11-20')).toMatchObject({ events: 0, lanes: 0, faults: [] });
  });

  it('names the first place of each chain that does not fit', async () => {
    const { append, verify, ports } = setUp();
    for (let index = 0; index < 12; index += 1) await append(1, { lane: index % 3 });
    ports.audit.laneOf({ day, lane: 1 }).stored.splice(2, 1);
    ports.audit.laneOf({ day, lane: 2 }).stored.splice(0, 1);

    expect((await verify(day)).faults).toEqual([
      { day, lane: 1, seq: 3, fault: 'missing' },
      { day, lane: 2, seq: 1, fault: 'missing' },
    ]);
  });

  it('finds events in a chain that lost its head', async () => {
    const { append, verify, ports } = setUp();
    await append(1);
    const lane = ports.audit.laneOf({ day, lane: 0 });
    lane.head = { ...lane.head, count: 0 };

    expect((await verify(day)).faults).toMatchObject([{ lane: 0, seq: 1, fault: 'beyond-head' }]);
  });

  it('finds a chain that was cut back and has grown anew, by the heads that were logged before', async () => {
    const { append, verify, ports, readAuditHeads } = setUp();
    for (let index = 0; index < 4; index += 1) await append(1);
    const lane = ports.audit.laneOf({ day, lane: 0 });
    const head = lane.head;
    await append(1);
    const lanes = (await readAuditHeads())[1]?.lanes;
    await append(1);
    expect((await verify(day, lanes)).faults).toEqual([]);

    lane.stored.splice(head.count);
    lane.head = head;
    expect((await verify(day, lanes)).faults).toEqual([{ day, lane: 0, seq: 5, fault: 'not-as-logged' }]);
    const { eventId } = await append(1);
    await append(1);

    expect((await verify(day)).faults).toEqual([]);
    expect((await verify(day, lanes)).faults).toEqual([{ day, lane: 0, seq: 5, eventId, fault: 'not-as-logged' }]);
  });

  it('finds that a whole chain is gone, by the heads that were logged', async () => {
    const { verify } = setUp();

    expect((await verify(day, { 7: `3 sha256:${'0'.repeat(64)}` })).faults).toMatchObject([{ lane: 7, seq: 3 }]);
  });

  it('gives the digest that the sweep logs, another one once a whole chain was written anew', async () => {
    const { append, verify, ports, readAuditHeads } = setUp();
    for (const hoursAgo of [30, 1, 2]) await append(hoursAgo);
    const [yesterday, today] = await readAuditHeads();

    expect(yesterday).toMatchObject({ day: '2026-11-20', events: 1, digest: (await verify('2026-11-20')).digest });
    expect(today).toMatchObject({ day, events: 2, digest: (await verify(day)).digest });
    expect(today?.lanes[0]).toMatch(/^2 sha256:[0-9a-f]{64}$/);

    const forged = setUp();
    for (const hoursAgo of [1, 2]) await forged.append(hoursAgo, { actor: researcher });
    Object.assign(ports.audit.laneOf({ day, lane: 0 }), forged.ports.audit.laneOf({ day, lane: 0 }));
    const rewritten = await verify(day);
    expect(rewritten.faults).toEqual([]);
    expect(rewritten.digest).not.toBe(today?.digest);
  });
});
