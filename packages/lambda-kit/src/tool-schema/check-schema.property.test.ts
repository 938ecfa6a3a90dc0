import type { Json, JsonObject } from '@dtr/contracts';
import fc from 'fast-check';
import { keywords } from './keywords.ts';
import { holders } from './subschemas.ts';
import { createToolSchemas } from './tool-schemas.ts';

/** Names that mean something to JavaScript belong to it: no object of the caller's may be asked for its text or its length. */
const awkward = ['toString', 'valueOf', 'toJSON', 'constructor', 'length', '__proto__', 'then'];
const words = [...keywords.keys(), ...holders.keys(), ...awkward, '$id', 'nullable', 'a/b', '~', 'x'];
const texts = fc.constantFrom(
  '#',
  '#/',
  '#/a~0b',
  '#/$defs/a',
  '#%',
  '#/properties/x',
  'object',
  'string',
  'date',
  '^a*$',
  '(',
  'x',
);

/** JSON made of the words of schemas: now and then a schema, mostly not. */
const documents: fc.Arbitrary<JsonObject> = fc.letrec<{ any: Json; object: JsonObject }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(texts, fc.integer({ min: -2, max: 5 }), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...words), tie('any'), { maxKeys: 4, noNullPrototype: true }),
})).object;

describe('checking the schema of a tool', () => {
  it('says of any JSON what is wrong, and compiles whatever has no fault', async () => {
    const schemas = createToolSchemas();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const faults = await schemas.check(document, '');
        for (const { pointer } of faults) expect(isInside(document, pointer)).toBe(true);
        if (faults.length > 0) return;
        accepted += 1;
        expect((await schemas.compile(document)).validate({ x: [1, 'a'] }).faults).toBeInstanceOf(Array);
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(20);
  }, 180_000);
});

/** Whether a pointer leads somewhere, or to where something is missing. */
function isInside(document: Json, pointer: string): boolean {
  const keys = pointer
    .split('/')
    .slice(1, -1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let value: Json | undefined = document;
  for (const key of keys) value = (value as Record<string, Json> | undefined)?.[key];
  return value !== undefined;
}
