import fc from 'fast-check';
import { jsonLevels } from './json-levels.ts';

const levelsOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(levelsOf)) : 0;

describe('jsonLevels', () => {
  it('counts what the parsed value nests, whatever its strings hold', () => {
    const values = fc.jsonValue({ maxDepth: 8, stringUnit: fc.constantFrom('[', '{', '}', ']', '"', '\\', 'a') });
    fc.assert(
      fc.property(values, fc.constantFrom(0, 2), (value, indent) => {
        expect(jsonLevels(JSON.stringify(value, null, indent), 1_000)).toBe(levelsOf(value));
      }),
    );
  });

  it('stops counting at what is enough', () => {
    expect(jsonLevels('['.repeat(100_000), 33)).toBe(33);
  });
});
