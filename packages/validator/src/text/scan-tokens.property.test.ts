import { languages } from '@dtr/contracts';
import fc from 'fast-check';
import { scanTokens } from './scan-tokens.ts';

describe('scanTokens', () => {
  it('finds exactly the depth that was built', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 180 }), fc.constantFrom(...languages), (depth, language) => {
        const code = `x = ${'(['.repeat(depth)}1${'])'.repeat(depth)}`;

        expect(scanTokens(code, language).depth).toBe(2 * depth);
      }),
    );
  });

  it('ends on any text, with no more tokens than characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom(...languages), (code, language) => {
        expect(scanTokens(code, language).tokens).toBeLessThanOrEqual(code.length);
      }),
    );
  });
});
