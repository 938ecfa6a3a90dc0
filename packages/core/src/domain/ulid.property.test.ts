import fc from 'fast-check';
import { parseExecutionId, parseToolId, toolIdOf } from './ids.ts';
import { createUlidSource } from './ulid.ts';

describe('createUlidSource', () => {
  it('only grows, whatever the clock does and however fast it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 41 }), { minLength: 2, maxLength: 50 }), (instants) => {
        let index = 0;
        const next = createUlidSource({ now: () => new Date(instants[index++] ?? 0) });
        const ulids = instants.map(() => next());

        expect([...ulids].sort()).toEqual(ulids);
        expect(new Set(ulids).size).toBe(ulids.length);
      }),
    );
  });

  it('begins with the instant, as the ULID specification says', () => {
    const next = createUlidSource({ now: () => new Date(1_469_918_176_385) }, () => Buffer.alloc(10, 0xff));

    expect(next()).toBe('01ARYZ6S41ZZZZZZZZZZZZZZZZ');
    expect(next()).toBe('01ARYZ6S420000000000000000');
  });

  it('makes ids that are read back', () => {
    const next = createUlidSource({ now: () => new Date() });

    fc.assert(
      fc.property(fc.constant(next), (source) => {
        const id = toolIdOf(source());

        expect(parseToolId(id)).toBe(id);
        expect(parseExecutionId(id)).toBeUndefined();
      }),
    );
  });
});

describe('parseToolId', () => {
  it.each([
    '',
    'tool-',
    'tool-01ARYZ6S41',
    'tool-81ARYZ6S41ZZZZZZZZZZZZZZZZ',
    'tool-01aryz6s41zzzzzzzzzzzzzzzz',
    'tool-01ARYZ6S41ZZZZZZZZZZZZZZZZ\n',
  ])('refuses %j', (text) => {
    expect(parseToolId(text)).toBeUndefined();
  });
});
