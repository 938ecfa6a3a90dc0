import fc from 'fast-check';
import { anAuditEvent } from '../../testing/audit-builders.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { sha256Of } from '../sha256.ts';
import { chained, emptyHead, type LaneHead, type StoredEvent } from './audit-chain.ts';
import { checkLane, type LaneFault, linkOf } from './check-lane.ts';

const lane = { day: '2026-11-21', lane: 7 };
const at = '2026-11-21T12:00:00.000Z';

interface Chain {
  readonly stored: readonly StoredEvent[];
  readonly head: LaneHead;
}

function chainOf(length: number, start: LaneHead = emptyHead(lane)): Chain {
  let head = start;
  const stored = Array.from({ length }, () => {
    const next = chained(head, anAuditEvent({ at, lane: lane.lane, details: { number: head.count } }));
    head = next.head;
    return next.stored;
  });
  return { stored, head };
}

const check = ({ stored, head }: Chain): LaneFault | undefined =>
  checkLane(
    lane,
    stored.map((event) => linkOf(lane, event)),
    { before: head, after: head },
  );

/** A chain and two different places in it. */
const chains = fc
  .integer({ min: 2, max: 12 })
  .chain((length) => fc.tuple(fc.constant(length), fc.integer({ min: 0, max: length - 1 }), fc.nat()))
  .map(([length, place, step]) => {
    const other = (place + 1 + (step % (length - 1))) % length;
    return { chain: chainOf(length), place, other, seq: place + 1 };
  });

const replaced = (stored: readonly StoredEvent[], place: number, event: Partial<StoredEvent>) =>
  stored.map((before, index) => (index === place ? { ...before, ...event } : before));
const rehashed = (text: string) => ({ text, hash: sha256Of(text) });

describe('the check of a chain', () => {
  it('finds nothing in a chain that was left alone, in whatever order its events are read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1 })),
        (length, random) => {
          const { stored, head } = chainOf(length);
          const shuffled = stored.map((event) => ({ event, key: random.next().value }));

          expect(check({ stored, head })).toBeUndefined();
          expect(
            check({ stored: shuffled.sort((a, b) => a.key - b.key).map(({ event }) => event), head }),
          ).toBeUndefined();
        },
      ),
    );
  });

  it('finds an event of which one character was altered, or its hash', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.boolean(), ({ chain, place }, random, isText) => {
        const { text = '', hash = '' } = chain.stored[place] ?? {};
        const altered = (value: string) => {
          const index = random % value.length;
          return `${value.slice(0, index)}${value[index] === '0' ? '1' : '0'}${value.slice(index + 1)}`;
        };
        const event = isText ? { text: altered(text) } : { hash: altered(hash) };

        expect(check({ ...chain, stored: replaced(chain.stored, place, event) })).toMatchObject({ fault: 'altered' });
      }),
    );
  });

  it('finds an event that was rewritten with a hash that fits it', () => {
    fc.assert(
      fc.property(chains, ({ chain, place, seq }) => {
        const text = (chain.stored[place]?.text ?? '').replace('planner', 'researcher');

        const fault = check({ ...chain, stored: replaced(chain.stored, place, rehashed(text)) });

        const isLast = seq === chain.head.count;
        expect(fault).toMatchObject(isLast ? { fault: 'wrong-head', seq } : { fault: 'unlinked', seq: seq + 1 });
      }),
    );
  });

  it('finds a removed event, and names its place', () => {
    fc.assert(
      fc.property(chains, ({ chain, place, seq }) => {
        const stored = chain.stored.filter((_, index) => index !== place);

        expect(check({ ...chain, stored })).toMatchObject({ fault: 'missing', seq });
      }),
    );
  });

  it('finds two events that changed places, with their ids or with numbers and hashes made to fit', () => {
    fc.assert(
      fc.property(chains, ({ chain: { stored, head }, place, other }) => {
        const [one, two] = [stored[place], stored[other]] as [StoredEvent, StoredEvent];
        const swappedKeys = replaced(replaced(stored, place, { ...two, eventId: one.eventId }), other, {
          ...one,
          eventId: two.eventId,
        });
        const numbered = ({ text }: StoredEvent, seq: number) => rehashed(canonicalJson({ ...JSON.parse(text), seq }));
        const swappedNumbers = replaced(
          replaced(stored, place, numbered(one, other + 1)),
          other,
          numbered(two, place + 1),
        );

        expect(check({ stored: swappedKeys, head })).toMatchObject({ fault: 'misplaced' });
        expect(check({ stored: swappedNumbers, head })).toMatchObject({ fault: 'unlinked' });
      }),
    );
  });

  it('finds an inserted event, wherever it says it stands', () => {
    fc.assert(
      fc.property(chains, ({ chain: { stored, head }, place, seq }) => {
        const { text = '' } = stored[place] ?? {};
        const { stored: forged } = chained(
          { ...head, count: place, hash: JSON.parse(text).previousHash },
          anAuditEvent({ at, lane: lane.lane }),
        );
        const appended = chained(head, anAuditEvent({ at, lane: lane.lane })).stored;

        expect(check({ stored: [...stored, forged], head })).toMatchObject({ seq: expect.any(Number) });
        expect(check({ stored: [...stored, forged], head })?.seq).toBeLessThanOrEqual(seq + 1);
        expect(check({ stored: [...stored, appended], head })).toMatchObject({ fault: 'beyond-head' });
      }),
    );
  });

  it('finds a head that was moved back, on, removed or altered', () => {
    fc.assert(
      fc.property(chains, ({ chain: { stored, head }, place }) => {
        const back = { ...head, count: place, hash: sha256Of('earlier') };

        expect(check({ stored, head: back })).toBeDefined();
        expect(check({ stored, head: emptyHead(lane) })).toMatchObject({ fault: 'beyond-head', seq: 1 });
        expect(check({ stored, head: { ...head, count: head.count + 1 } })).toMatchObject({ fault: 'missing' });
        expect(check({ stored, head: { ...head, hash: sha256Of('other') } })).toMatchObject({ fault: 'wrong-head' });
      }),
    );
  });

  it.each([Number.NaN, 0.5, -1, Infinity])('finds a head whose count is %p, whatever there is before it', (count) => {
    for (const length of [0, 1, 3]) {
      const { stored } = chainOf(length);

      expect(check({ stored, head: { ...emptyHead(lane), count } })).toMatchObject({ fault: 'wrong-head' });
    }
  });

  it('finds a chain that was put in the place of another, of its day or lane', () => {
    const { stored, head } = chainOf(3, emptyHead({ ...lane, lane: 8 }));

    expect(check({ stored, head })).toMatchObject({ fault: 'unlinked', seq: 1 });
    expect(
      checkLane(
        { ...lane, day: '2026-11-22' },
        stored.map((event) => linkOf({ ...lane, day: '2026-11-22' }, event)),
        {
          before: head,
          after: head,
        },
      ),
    ).toMatchObject({ fault: 'misplaced', seq: 1 });
  });

  it('does not take for a fault what is appended while it reads', () => {
    const whole = chainOf(5);
    const before = chainOf(0).head;
    const { stored: early, head } = chainOf(3);
    const later = [1, 2].reduce(
      (chain) => {
        const next = chained(chain.head, anAuditEvent({ at, lane: lane.lane }));
        return { head: next.head, stored: [...chain.stored, next.stored] };
      },
      { head, stored: early as readonly StoredEvent[] },
    );
    const links = later.stored.map((event) => linkOf(lane, event));

    expect(checkLane(lane, links, { before: head, after: later.head })).toBeUndefined();
    expect(checkLane(lane, links.slice(0, 4), { before: head, after: later.head })).toBeUndefined();
    expect(
      checkLane(
        lane,
        whole.stored.map((event) => linkOf(lane, event)),
        { before, after: whole.head },
      ),
    ).toBeUndefined();
  });
});
