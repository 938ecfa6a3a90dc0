import fc from 'fast-check';
import { anEvent } from '../testing/an-event.ts';
import { preferenceApplied, preferencesOf } from './prefer.ts';

const preferring = (prefer: string) => preferencesOf(anEvent({ headers: { prefer } }));

/** Texts that are nearly headers: pieces of the grammar in any order. */
const pieces = fc.constantFrom('wait', 'respond-async', '=', '"', '\\', ',', ';', ' ', '\t', '5', 'x', 'é', '\n');
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces).map((chosen) => chosen.join('')),
);

const names = fc.constantFrom('wait', 'respond-async', 'return', 'handling', 'x');
const preferences = fc.uniqueArray(
  fc.record({ name: names, seconds: fc.nat(), isQuoted: fc.boolean(), space: fc.constantFrom('', ' ', '\t ') }),
  { selector: ({ name }) => name },
);

describe('preferencesOf', () => {
  it('reads any text at all, and only what has a meaning', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { respondAsync, waitSeconds = 0, ...rest } = preferring(text);

        expect([true, undefined]).toContain(respondAsync);
        expect(waitSeconds).toBeGreaterThanOrEqual(0);
        expect(rest).toEqual({});
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds what was written, whatever the case, the quotes, the spaces and the neighbours', () => {
    fc.assert(
      fc.property(preferences, (written) => {
        const header = written.map(({ name, seconds, isQuoted, space }) => {
          const value = isQuoted ? `"${seconds}"` : `${seconds}`;
          const shown = isQuoted ? name.toUpperCase() : name;
          return name === 'respond-async'
            ? `${space}${shown}`
            : `${shown}${space}=${space}${value}${space}; a="${space},"`;
        });

        const wait = written.find(({ name }) => name === 'wait');
        const isAsync = written.some(({ name }) => name === 'respond-async');
        expect(preferring(header.join(','))).toEqual({
          ...(isAsync && { respondAsync: true }),
          ...(wait && { waitSeconds: wait.seconds }),
        });
      }),
    );
  });

  it('reads its own answer back', () => {
    const asked = fc.record({ respondAsync: fc.constant(true as const), waitSeconds: fc.nat() }, { requiredKeys: [] });
    fc.assert(
      fc.property(asked, (given) => {
        expect(preferring(preferenceApplied(given)['preference-applied'] ?? '')).toEqual(given);
      }),
    );
  });

  it('is not held up by a hostile header', () => {
    for (const unit of ['"', '\\"', ' ', ' ;', '=', '= ', ',"', 'a= ;"'])
      expect(preferring(`wait${unit.repeat(100_000)}(`)).toEqual({});
  });
});
