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

describe('const and enum', () => {
  it('accept exactly the values that are the same JSON, whatever their members are called', async () => {
    const names = fc.constantFrom('toString', 'valueOf', 'constructor', '__proto__', 'length', 'a');
    const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom<Json>(0, 1, 'a', null, true),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(names, tie('value'), { maxKeys: 2, noNullPrototype: true }),
      ),
    })).value;
    const schemas = createToolSchemas();
    await fc.assert(
      fc.asyncProperty(values, values, values, async (first, second, sample) => {
        const [one, two, value]: Json[] = JSON.parse(JSON.stringify([first, second, sample]));
        const isConst = (await schemas.compile({ const: one as Json })).validate(value as Json).faults.length === 0;
        const isOne =
          (await schemas.compile({ enum: [one, two] as Json[] })).validate(value as Json).faults.length === 0;

        expect(isConst).toBe(isDeepStrictEqual(value, one));
        expect(isOne).toBe([one, two].some((other) => isDeepStrictEqual(value, other)));
      }),
      { numRuns: 200 },
    );
  });
});
