import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that the OpenAPI document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values for members that a schema alone cannot make interesting, by member name. */
export type Vocabulary = Readonly<Record<string, Arbitrary<unknown>>>;

/** Values that fit a schema in most respects; lengths stay short so that requests do. */
export function valuesOf(
  schema: JsonSchema,
  resolve: (ref: string) => JsonSchema,
  vocabulary: Vocabulary,
): Arbitrary<unknown> {
  const values = (part: JsonSchema): Arbitrary<unknown> => {
    if (part.$ref) return values(resolve(part.$ref));
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const choices = part.oneOf ?? part.anyOf;
    if (choices) return fc.oneof(...choices.map(values));
    if (part.allOf) return fc.tuple(...part.allOf.map(values)).map((parts) => Object.assign({}, ...parts));
    return fc.oneof(...[part.type ?? 'any'].flat().map((type) => valuesOfType(type, part)));
  };

  const valuesOfType = (type: string, part: JsonSchema): Arbitrary<unknown> => {
    const { minLength = 0, minimum = -1_000, maximum = 1_000 } = part;
    if (type === 'string') return texts(minLength, Math.min(part.maxLength ?? 24, minLength + 24));
    if (type === 'integer') return fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) });
    if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true });
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    if (type === 'array') return fc.array(values(part.items ?? {}), { minLength: part.minItems ?? 0, maxLength: 3 });
    if (type === 'object')
      return part.properties
        ? objects(part, part.properties)
        : fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }));
    return fc.jsonValue({ maxDepth: 3 });
  };

  const objects = (part: JsonSchema, properties: Readonly<Record<string, JsonSchema>>): Arbitrary<unknown> => {
    const required = new Set(part.required);
    const members = Object.entries(properties).map(([name, member]): [string, Arbitrary<unknown>] => {
      const present = vocabulary[name] ?? values(member);
      return [name, required.has(name) ? present : rarely(3, present)];
    });
    // An undefined member is left out when the body is written as JSON.
    return fc.record(Object.fromEntries(members));
  };

  return values(schema);
}

/** Mostly plain characters, sometimes any that Unicode has. */
const texts = (minLength: number, maxLength: number) =>
  fc.oneof(fc.string({ minLength, maxLength }), fc.string({ unit: 'binary', minLength, maxLength }));

/** The value once in `often` times, else nothing. */
export function rarely<Value>(often: number, value: Arbitrary<Value>): Arbitrary<Value | undefined> {
  return fc.oneof({ weight: often - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** Sometimes spoils a value: another type, a member too many, a member missing. */
export function spoilt(values: Arbitrary<unknown>): Arbitrary<unknown> {
  const mutated = fc
    .tuple(values, fc.string({ minLength: 1, maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), fc.nat())
    .map(spoil);
  return fc.oneof(
    { weight: 6, arbitrary: values },
    { weight: 2, arbitrary: mutated },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function spoil([value, name, other, place]: [unknown, string, unknown, number]): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return other;
  const names = Object.keys(value);
  const chosen = names[place % Math.max(1, names.length)] ?? name;
  if (place % 3 === 0) return { ...value, [chosen]: other };
  if (place % 3 === 1) return { ...value, [name]: other };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== chosen));
}
