import { enumSchema, nullable, objectSchema } from './schema-of.ts';

interface Shelf {
  readonly name: string;
  readonly size?: number;
}

describe('objectSchema', () => {
  it('requires exactly the members that the type requires, and refuses unknown ones', () => {
    const schema = objectSchema<Shelf>({
      description: 'A shelf.',
      required: { name: { type: 'string' } },
      optional: { size: { type: 'integer' } },
    });

    expect(schema).toEqual({
      type: 'object',
      description: 'A shelf.',
      additionalProperties: false,
      required: ['name'],
      properties: { name: { type: 'string' }, size: { type: 'integer' } },
    });
  });

  it('does not compile when the schema disagrees with the type', () => {
    const description = '';
    // @ts-expect-error: `size` is missing.
    objectSchema<Shelf>({ description, required: { name: { type: 'string' } }, optional: {} });
    objectSchema<Shelf>({
      description,
      // @ts-expect-error: `name` is required.
      required: {},
      // @ts-expect-error: `name` is not optional.
      optional: { name: { type: 'string' }, size: { type: 'integer' } },
    });
    objectSchema<Shelf>({
      description,
      // @ts-expect-error: `name` is a string.
      required: { name: { type: 'integer' } },
      optional: { size: { type: 'integer' } },
    });
    const shelf = objectSchema<Shelf>({
      description,
      required: { name: { type: 'string' } },
      optional: { size: { type: 'integer' } },
    });
    // @ts-expect-error: the schema of another shape.
    const wrong = objectSchema<{ inner: { other: string } }>({ description, required: { inner: shelf }, optional: {} });

    expect(wrong.required).toEqual(['inner']);
  });
});

describe('enumSchema', () => {
  it('accepts the listed values and tells what each means', () => {
    expect(enumSchema<'a' | 'b'>('A letter.', { a: 'first', b: 'second' })).toEqual({
      type: 'string',
      enum: ['a', 'b'],
      description: 'A letter. `a`: first; `b`: second.',
    });
  });
});

describe('nullable', () => {
  it('adds null to what is accepted', () => {
    expect(nullable<string>('Perhaps.', { type: 'string' }).anyOf).toEqual([{ type: 'string' }, { type: 'null' }]);
  });
});
