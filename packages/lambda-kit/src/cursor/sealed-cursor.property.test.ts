import { randomBytes } from 'node:crypto';
import type { AgentId } from '@dtr/core';
import fc from 'fast-check';
import { errorOf } from '../testing/an-event.ts';
import { createCursorSealer } from './sealed-cursor.ts';

const planner = '000000000000/user/planner' as AgentId;
const key = randomBytes(32);
const start = Date.parse('2026-11-21T00:00:00Z');
const sealerAt = (ms: number) => createCursorSealer({ key, clock: { now: () => new Date(ms) } });
const sealer = sealerAt(start);
const scope = { agent: planner, query: { list: 'tools', owner: 'me', q: 'csv' } };
const isRefused = (open: () => unknown) => expect(errorOf(open).code).toBe('cursor.invalid');

describe('createCursorSealer', () => {
  it('opens what it sealed, in any order of the query', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        (position) => {
          const cursor = sealer.seal(position, scope);

          expect(cursor).toMatch(/^[\w-]+$/);
          expect(sealer.open(cursor, { agent: planner, query: { q: 'csv', owner: 'me', list: 'tools' } })).toBe(
            position,
          );
        },
      ),
    );
  });

  it('does not open a cursor with any character changed, put in or taken out', () => {
    const cursor = sealer.seal('tool-01KAJ3M0V6S4QW8ZK3T5XN7R2C', scope);
    const changes = fc.tuple(fc.nat(cursor.length), fc.nat(2), fc.constantFrom('', 'A', '_', '=', '.', ' ', '~'));
    fc.assert(
      fc.property(changes, ([at, removed, put]) => {
        const changed = cursor.slice(0, at) + put + cursor.slice(at + removed);
        fc.pre(changed !== cursor);
        isRefused(() => sealer.open(changed, scope));
      }),
      { numRuns: 500 },
    );
  });

  it('does not open for another agent, another query, or with another key', () => {
    const cursor = sealer.seal('7', scope);

    isRefused(() => sealer.open(cursor, { ...scope, agent: '000000000000/user/researcher' as AgentId }));
    isRefused(() => sealer.open(cursor, { ...scope, query: { ...scope.query, q: 'xml' } }));
    const other = createCursorSealer({ key: randomBytes(32), clock: { now: () => new Date(start) } });
    isRefused(() => other.open(cursor, scope));
  });

  it('opens for 24 hours', () => {
    const cursor = sealer.seal('7', scope);
    const day = 24 * 60 * 60 * 1_000;

    expect(sealerAt(start + day - 1).open(cursor, scope)).toBe('7');
    isRefused(() => sealerAt(start + day).open(cursor, scope));
  });
});
