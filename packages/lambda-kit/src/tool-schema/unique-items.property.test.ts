import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@dtr/contracts';
import fc from 'fast-check';
import { createToolSchemas } from './tool-schemas.ts';

describe('uniqueItems', () => {
  it('says the same as comparing every pair', async () => {
    const unique = await createToolSchemas().compile({ type: 'array', uniqueItems: true });
    const items = fc.oneof(
      fc.constantFrom<Json>(0, '0', null, false, 1, '1', [], {}, { a: 1, b: 2 }, { b: 2, a: 1 }, [1, [2]], [1, 2]),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    );
    fc.assert(
      fc.property(fc.array(items, { maxLength: 6 }), (list) => {
        const plain: Json[] = JSON.parse(JSON.stringify(list));
        const hasTwins = plain.some((item, at) => plain.slice(at + 1).some((other) => isDeepStrictEqual(item, other)));

        expect(unique.validate(plain).faults.length > 0).toBe(hasTwins);
      }),
      { numRuns: 1_000 },
    );
  });
});
