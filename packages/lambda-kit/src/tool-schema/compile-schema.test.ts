import type { Json, JsonObject } from '@dtr/contracts';
import { describeToolSchemas } from '@dtr/core/testing';
import { createToolSchemas } from './tool-schemas.ts';

const schemas = createToolSchemas();
const compile = (schema: object) => schemas.compile(schema as JsonObject);
const faultsOf = async (schema: object, value: Json) => (await compile(schema)).validate(value).faults;

describeToolSchemas('ajv and re2js', async () => createToolSchemas());

describe('checking a value against the schema of a tool', () => {
  const schema = {
    type: 'object',
    properties: {
      text: { type: 'string', pattern: '^a+$' },
      size: { type: 'integer', minimum: 1, default: 80 },
      inner: { type: 'object', properties: { deep: { default: [1] } } },
    },
    required: ['text'],
    additionalProperties: false,
  };

  it('fills defaults into a copy and leaves the value as it came', async () => {
    const value = { text: 'aa', inner: {} };
    const compiled = await compile(schema);

    expect(compiled.validate(value)).toEqual({ value: { text: 'aa', size: 80, inner: { deep: [1] } }, faults: [] });
    expect(value).toEqual({ text: 'aa', inner: {} });
    (compiled.validate(value).value as { inner: { deep: number[] } }).inner.deep.push(2);
    expect(compiled.validate(value).value).toMatchObject({ inner: { deep: [1] } });
  });

  it('tells all faults with pointers and what is accepted', async () => {
    expect(await faultsOf(schema, { size: 0, other: 1 })).toEqual([
      { pointer: '/text', message: 'is required' },
      { pointer: '/other', message: 'is not a known member; known are text, size and inner' },
      { pointer: '/size', message: 'must be >= 1' },
    ]);
  });

  it('tells of alternatives in one fault', async () => {
    const either = { type: 'object', properties: { a: { anyOf: [{ type: 'string' }, { type: 'integer' }] } } };

    expect((await faultsOf(either, { a: true })).at(-1)).toEqual({
      pointer: '/a',
      message: 'must match one of the schemas in anyOf',
    });
  });

  it('sees only members that are there', async () => {
    const names = { type: 'object', properties: { constructor: { type: 'string' } }, required: ['toString'] };

    expect(await faultsOf(names, {})).toEqual([{ pointer: '/toString', message: 'is required' }]);
  });

  it('fills defaults of members whose names every JavaScript object has', async () => {
    const names = { type: 'object', properties: { toString: { default: 'text' }, inner: { default: { valueOf: 1 } } } };

    expect(JSON.stringify((await compile(names)).validate({}).value)).toBe('{"toString":"text","inner":{"valueOf":1}}');
  });

  it('carries a member named __proto__ as a plain member', async () => {
    const { value, faults } = (await compile({ type: 'object' })).validate(JSON.parse('{"__proto__":{"a":1}}'));

    expect(faults).toEqual([]);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1}}');
  });

  it('matches patterns as JavaScript does, in linear time', async () => {
    const pattern = { type: 'object', properties: { a: { type: 'string', pattern: '^(a|a)+$' } } };

    expect(await faultsOf(pattern, { a: 'aaaa' })).toEqual([]);
    // A backtracking engine would not come back from this.
    expect(await faultsOf(pattern, { a: `${'a'.repeat(100_000)}!` })).toEqual([
      { pointer: '/a', message: 'must match the pattern ^(a|a)+$' },
    ]);
  });

  it('refuses work beyond its bound instead of doing it', async () => {
    const alternatives = { anyOf: Array.from({ length: 400 }, (_, at) => ({ const: at })) };
    const costly = { type: 'object', properties: { a: { type: 'array', items: alternatives } } };

    expect(await faultsOf(costly, { a: Array.from({ length: 100 }, () => 399) })).toEqual([]);
    expect(await faultsOf(costly, { a: Array.from({ length: 100_000 }, () => 399) })).toEqual([
      { pointer: '', message: expect.stringContaining('too large') },
    ]);
  });

  it('refuses a value that defaults would blow up, and fills the same defaults into a small one', async () => {
    const member = { type: 'object', properties: { a: { default: 'x'.repeat(5_000) } } };
    const blowing = { type: 'object', properties: { list: { type: 'array', items: member } } };

    expect(await faultsOf(blowing, { list: Array.from({ length: 100 }, () => ({})) })).toEqual([]);
    expect(await faultsOf(blowing, { list: Array.from({ length: 20_000 }, () => ({})) })).toEqual([
      { pointer: '', message: expect.stringContaining('too large') },
    ]);
  });

  it('refuses to look for an item among too many', async () => {
    const contains = { type: 'object', properties: { list: { type: 'array', contains: { const: 'q' } } } };

    expect(await faultsOf(contains, { list: [...Array.from({ length: 4_000 }, () => 1), 'q'] })).toEqual([]);
    expect(await faultsOf(contains, { list: Array.from({ length: 120_000 }, () => 1) })).toEqual([
      { pointer: '', message: expect.stringContaining('too large') },
    ]);
  });

  it('refuses values nested so deeply that a check could not come back', async () => {
    const tree = { type: 'object', properties: { a: { $ref: '#' } } };
    let value: Json = {};
    for (let level = 0; level < 20_000; level += 1) value = { a: value };

    expect(await faultsOf(tree, value)).toEqual([{ pointer: '', message: expect.stringContaining('deeply nested') }]);
  });

  it('checks the formats it lists and no string that is too long for one', async () => {
    const email = { type: 'object', properties: { a: { type: 'string', format: 'email' } } };

    expect(await faultsOf(email, { a: 'a@example.com' })).toEqual([]);
    expect(await faultsOf(email, { a: 'a@' })).toEqual([{ pointer: '/a', message: 'must be a email' }]);
    expect(await faultsOf(email, { a: `${'a'.repeat(5_000)}@example.com` })).toHaveLength(1);
  });

  it('compiles the same schema once', async () => {
    const one = await compile({ type: 'object', properties: { a: { type: 'string' }, b: {} } });

    expect(await compile({ properties: { b: {}, a: { type: 'string' } }, type: 'object' })).toBe(one);
  });
});
