import type { SchemaDocument } from '@dtr/contracts';
import { anything, arrayOf, hasProperties, isJsonObject, mapOf } from '../../schema/schema-parts.ts';
import { constantOf } from './constants.ts';
import type { TypeNode } from './parse-type.ts';

type Convert = (type: TypeNode | undefined) => SchemaDocument;

const simple: Readonly<Record<string, SchemaDocument>> = {
  String: { type: 'string' },
  string: { type: 'string' },
  Number: { type: 'number' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  int: { type: 'integer' },
  Boolean: { type: 'boolean' },
  boolean: { type: 'boolean' },
  bool: { type: 'boolean' },
  Object: { type: 'object' },
  object: { type: 'object' },
  Date: { type: 'string', format: 'date-time' },
};

const lists = new Set(['Array', 'array', 'ReadonlyArray', 'Iterable', 'ArrayLike']);

/** Types that need no definition in the code: built-ins, utility types and the spellings of JSDoc. */
export function standardType(name: string, args: readonly TypeNode[], convert: Convert): SchemaDocument {
  const [first, second] = args;
  const known = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (known) return known;
  if (lists.has(name)) return arrayOf(convert(first));
  switch (name) {
    case 'Promise':
    case 'PromiseLike':
    case 'Awaited':
    case 'Readonly':
    case 'NonNullable':
      return convert(first);
    case 'Record':
      return mapOf(convert(second));
    case 'Partial':
      return withRequired(convert(first), []);
    case 'Required':
      return withRequired(convert(first));
    case 'Pick':
      return select(convert(first), (key) => keysOf(second).includes(key));
    case 'Omit':
      return select(convert(first), (key) => !keysOf(second).includes(key));
    default:
      return anything;
  }
}

/** The same object with other required properties: those given, or all. */
function withRequired(schema: SchemaDocument, names?: readonly string[]): SchemaDocument {
  if (!hasProperties(schema)) return schema;
  const { required: _, properties, ...rest } = schema;
  const required = names ?? Object.keys(isJsonObject(properties) ? properties : {});
  return { ...rest, properties: properties ?? {}, ...(required.length > 0 ? { required: [...required] } : {}) };
}

function select(schema: SchemaDocument, keeps: (key: string) => boolean): SchemaDocument {
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return schema;
  const kept = Object.fromEntries(Object.entries(properties).filter(([key]) => keeps(key)));
  const names = (Array.isArray(required) ? required : []).filter((key) => typeof key === 'string' && keeps(key));
  return withRequired({ ...schema, properties: kept }, names as string[]);
}

/** The strings in `'a' | 'b'`. */
function keysOf(type: TypeNode | undefined): string[] {
  if (!type) return [];
  const members = type.type === 'TSUnionType' ? type.types : [type];
  return members.flatMap((member) => {
    const value = member.type === 'TSLiteralType' ? constantOf(member.literal) : undefined;
    return typeof value === 'string' ? [value] : [];
  });
}
