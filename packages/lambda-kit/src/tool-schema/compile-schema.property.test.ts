import type { Json, JsonObject } from '@dtr/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { createToolSchemas } from './tool-schemas.ts';

const names = fc.constantFrom('a', 'b', 'c', 'constructor');
const scalars = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('', 'a', 'bb', 'abc'),
  fc.boolean(),
  fc.constant(null),
);

const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const schemas: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonObject }>((tie) => {
  const inner = fc.array(tie('schema'), { minLength: 1, maxLength: 2 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom<JsonObject>(
        {},
        { type: 'string', minLength: 1, pattern: '^[ab]+$' },
        { type: ['integer', 'null'], minimum: 0 },
        { enum: ['a', 1, null, [1]] },
        { type: 'array', uniqueItems: true, maxItems: 3 },
        { $ref: '#' },
      ),
      fc.record({
        type: fc.constant('object'),
        properties: fc.dictionary(names, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
      }),
      fc.record({ type: fc.constant('object'), required: fc.uniqueArray(names, { maxLength: 2 }) }),
      fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
      fc.record({ type: fc.constant('array'), items: tie('schema'), contains: tie('schema') }),
      fc.record({ anyOf: inner }),
      fc.record({ oneOf: inner }),
      fc.record({ allOf: inner }),
      fc.record({ not: tie('schema') }),
    ),
  };
}).schema;

describe('checking a value against the schema of a tool', () => {
  it('agrees with the reference compiler on every schema that it accepts', async () => {
    const toolSchemas = createToolSchemas();
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(schemas, fc.array(values, { minLength: 5, maxLength: 5 }), async (schema, samples) => {
        if ((await toolSchemas.check(schema, '/returns')).length > 0) return;
        const reference = new Ajv2020({ strict: false, ownProperties: true }).compile(schema);
        const compiled = await toolSchemas.compile(schema);
        for (const value of samples) {
          compared += 1;
          expect(compiled.validate(value).faults.length === 0).toBe(reference(value));
        }
      }),
      { numRuns: 300 },
    );
    // A law that every schema escapes would say nothing.
    expect(compared).toBeGreaterThan(300);
  }, 180_000);
});
