import fc from 'fast-check';
import { nestingOf } from './nesting.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

it('counts the nesting of any JSON, brackets in texts and keys left aside', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.string(), (value, text) => {
      const json = Buffer.from(JSON.stringify({ value, [`${text}[{"`]: ']}"\\' }));

      expect(nestingOf(json)).toBe(1 + depthOf(value));
    }),
  );
});
