import type { JsonObject } from '@dtr/contracts';
import { bounds } from './bounds.ts';
import { createToolSchemas } from './tool-schemas.ts';

const schemas = createToolSchemas();
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more }) as JsonObject;
const faultsOf = (schema: object, pointer = '/parameters') => schemas.check(schema as JsonObject, pointer);
const chain = (length: number, link: (next: string) => object): object =>
  Object.fromEntries(
    Array.from({ length: length + 1 }, (_, at) => [`d${at}`, at === length ? {} : link(`#/$defs/d${at + 1}`)]),
  );

describe('checking the schema of a tool', () => {
  it('accepts what tools have: types, enums, defaults, nesting, references, recursion, alternatives, formats', async () => {
    const tree = { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/tree' } } } };
    const schema = object(
      {
        text: { type: 'string', minLength: 1, pattern: '^[\\p{L} ]+$', default: 'a' },
        mode: { enum: ['fast', 'exact', null] },
        when: { type: ['string', 'null'], format: 'date-time' },
        tree: { $ref: '#/$defs/tree' },
        either: { oneOf: [{ type: 'integer' }, { type: 'array', prefixItems: [{ const: 1 }], items: false }] },
      },
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $defs: { tree },
        required: ['text'],
        additionalProperties: false,
        if: { required: ['mode'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
        then: { required: ['when'] },
      },
    );

    expect(await faultsOf(schema)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a root that is no object', { type: 'string' }, '/parameters/type'],
    ['a root without type', {}, '/parameters/type'],
    ['a type that is none', object({ a: { type: 'strng' } }), '/parameters/properties/a/type'],
    [
      'a type without a text of its own',
      object({ a: { type: { toString: false }, pattern: 'a' } }),
      '/parameters/properties/a/type',
    ],
    ['an unknown keyword', object({ a: { typ: 'string' } }), '/parameters/properties/a/typ'],
    ['nullable', object({ a: { type: 'string', nullable: true } }), '/parameters/properties/a/nullable'],
    ['a schema that is none', object({ a: 3 }), '/parameters/properties/a'],
    ['properties that are a list', object([]), '/parameters/properties'],
    ['another dialect', object({}, { $schema: 'http://json-schema.org/draft-07/schema#' }), '/parameters/$schema'],
    ['$schema below the root', object({ a: { $schema: 'x' } }), '/parameters/properties/a/$schema'],
    ['$id', object({}, { $id: 'https://example.com/a' }), '/parameters/$id'],
    ['$dynamicRef', object({ a: { $dynamicRef: '#a' } }), '/parameters/properties/a/$dynamicRef'],
    ['a list of items', object({ a: { type: 'array', items: [{}] } }), '/parameters/properties/a/items'],
    ['a keyword for another type', object({ a: { type: 'string', minimum: 1 } }), '/parameters/properties/a/minimum'],
    ['a negative length', object({ a: { type: 'string', minLength: -1 } }), '/parameters/properties/a/minLength'],
    ['required names twice', object({}, { required: ['a', 'a'] }), '/parameters/required'],
    ['else without if', object({}, { else: {} }), '/parameters/else'],
    ['an unknown format', object({ a: { type: 'string', format: 'colour' } }), '/parameters/properties/a/format'],
    [
      'a format that can be slow',
      object({ a: { type: 'string', format: 'regex' } }),
      '/parameters/properties/a/format',
    ],
    ['a remote reference', object({ a: { $ref: 'https://example.com/x.json' } }), '/parameters/properties/a/$ref'],
    ['a file reference', object({ a: { $ref: 'other.json#/a' } }), '/parameters/properties/a/$ref'],
    ['a reference to nothing', object({ a: { $ref: '#/$defs/b' } }), '/parameters/properties/a/$ref'],
    [
      'a reference into a value',
      object({ a: { enum: [{}] }, b: { $ref: '#/properties/a/enum/0' } }),
      '/parameters/properties/b/$ref',
    ],
    ['a reference to itself', object({ a: { $ref: '#/properties/a' } }), '/parameters/properties/a'],
    ['a cycle of references', object({}, { allOf: [{ $ref: '#' }] }), '/parameters'],
    [
      'too many enum values',
      object({ a: { enum: Array.from({ length: 501 }, (_, at) => at) } }),
      '/parameters/properties/a/enum',
    ],
    [
      'a name __proto__',
      JSON.parse('{"type":"object","properties":{"__proto__":{}}}'),
      '/parameters/properties/__proto__',
    ],
  ])('refuses %s and points at it', async (_name, schema, pointer) => {
    expect((await faultsOf(schema))[0]).toEqual({ pointer, message: expect.any(String) });
  });

  it.each([
    ['(a+)+\\1', 'back-references'],
    ['(?<x>a)\\k<x>', 'back-references'],
    ['(?=a)b', 'look-ahead'],
    ['(?<!a)b', 'look-behind'],
    ['a{5000}', 'RE2'],
    ['(a', 'regular expression'],
    ['(?:a{900}){1}(?:b{900}){1}(?:c{900}){1}', 'too large'],
    ['a'.repeat(1_001), 'at most 1000 characters'],
  ])('refuses the pattern %s', async (pattern, reason) => {
    expect(await faultsOf(object({ a: { type: 'string', pattern } }))).toEqual([
      { pointer: '/parameters/properties/a/pattern', message: expect.stringContaining(reason) },
    ]);
    expect(await faultsOf(object({}, { patternProperties: { [pattern]: {} } }))).toEqual([
      {
        pointer: `/parameters/patternProperties/${pattern.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        message: expect.any(String),
      },
    ]);
  });

  it('accepts patterns that would ruin a backtracking engine: they are matched in linear time', async () => {
    expect(await faultsOf(object({ a: { type: 'string', pattern: '^(a+)+$' } }))).toEqual([]);
  });

  it('refuses references that multiply at one value', async () => {
    const bomb = object(
      { a: { $ref: '#/$defs/d0' } },
      { $defs: chain(20, (next) => ({ allOf: [{ $ref: next }, { $ref: next }] })) },
    );

    expect(await faultsOf(bomb)).toEqual([{ pointer: '/parameters', message: expect.stringContaining('multiply') }]);
  });

  it('refuses references that multiply from level to level', async () => {
    const bomb = object({ a: { anyOf: [{ $ref: '#' }, { $ref: '#' }] } });

    expect(await faultsOf(bomb)).toEqual([{ pointer: '/parameters', message: expect.stringContaining('multiply') }]);
  });

  it('accepts a long chain of references, which costs no more than it is long', async () => {
    const schema = object(
      { a: { $ref: '#/$defs/d0' } },
      { $defs: chain(bounds.references - 1, (next) => ({ $ref: next })) },
    );

    expect(await faultsOf(schema)).toEqual([]);
    expect((await schemas.compile(schema)).validate({ a: 1 }).faults).toEqual([]);
  });

  it('refuses what is nested, large or full beyond the bounds', async () => {
    const deep = (levels: number): object => (levels === 0 ? {} : { not: deep(levels - 1) });
    const many = Object.fromEntries(Array.from({ length: bounds.subschemas }, (_, at) => [`p${at}`, {}]));

    expect(await faultsOf(deep(bounds.levels - 1), '/returns')).toEqual([]);
    expect(await faultsOf(deep(bounds.levels), '/returns')).toHaveLength(1);
    expect(await faultsOf(deep(9_000), '/returns')).toHaveLength(1);
    expect(await faultsOf({ description: 'x'.repeat(bounds.bytes) }, '/returns')).toHaveLength(1);
    expect(await faultsOf(object(many))).toEqual([
      { pointer: '/parameters', message: expect.stringContaining('501 schemas') },
    ]);
  });

  it('lists at most 20 faults', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`p${at}`, { typ: 1 }]));

    expect(await faultsOf(object(wrong))).toHaveLength(20);
  });
});
