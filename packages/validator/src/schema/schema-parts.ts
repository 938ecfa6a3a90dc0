import type { Json, JsonObject, SchemaDocument } from '@dtr/contracts';

/** A schema that accepts anything. */
export const anything: SchemaDocument = {};

/** One of several schemas: equal ones once, constants together, anything swallows all. */
export function unionOf(schemas: readonly SchemaDocument[]): SchemaDocument {
  const members = schemas.flatMap(alternativesOf).map(withoutDefaults);
  const distinct = [...new Map(members.map((schema) => [JSON.stringify(schema), schema])).values()];
  if (distinct.some((schema) => Object.keys(schema).length === 0)) return anything;
  const constants = distinct.flatMap((schema) => (Array.isArray(schema.enum) ? schema.enum : []));
  const others = distinct.filter((schema) => !Array.isArray(schema.enum) && !isNamedNull(schema, constants));
  const merged = constants.length > 0 ? [enumOf(constants), ...others] : others;
  const [only] = merged;
  return only && merged.length === 1 ? only : { anyOf: merged };
}

/** A union in a union adds its alternatives. */
function alternativesOf(schema: SchemaDocument): readonly SchemaDocument[] {
  const { anyOf } = schema;
  return Object.keys(schema).length === 1 && Array.isArray(anyOf) ? (anyOf as readonly SchemaDocument[]) : [schema];
}

const isNamedNull = (schema: SchemaDocument, constants: readonly Json[]) =>
  schema.type === 'null' && constants.includes(null);

/** Below an alternative a default is never filled in, because nobody knows yet which alternative holds. */
function withoutDefaults(schema: SchemaDocument): SchemaDocument {
  const { properties, items, ...rest } = schema;
  const kept = Object.entries(isJsonObject(properties) ? properties : {}).map(([name, one]) => {
    const { default: _, ...property } = one as SchemaDocument;
    return [name, withoutDefaults(property)] as const;
  });
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(kept) }),
    ...(items === undefined ? {} : { items: isJsonObject(items) ? withoutDefaults(items) : items }),
  };
}

/** Longer lists say no more than their type. */
const maximumValues = 400;

/** An enumeration with its type, when its values share one. */
export function enumOf(values: readonly Json[]): SchemaDocument {
  const distinct = [...new Set(values)];
  const types = new Set(distinct.map(typeOfJson));
  const [type] = types;
  if (type === 'boolean' && distinct.length === 2) return { type };
  if (distinct.length > maximumValues) return types.size === 1 && type ? { type } : anything;
  return types.size === 1 && type ? { type, enum: distinct } : { enum: distinct };
}

/** The JSON Schema type of a value. */
export function typeOfJson(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

export const nullable = (schema: SchemaDocument) => unionOf([schema, { type: 'null' }]);

export function arrayOf(items: SchemaDocument): SchemaDocument {
  return Object.keys(items).length === 0 ? { type: 'array' } : { type: 'array', items };
}

/** A fixed sequence; `rest` is what may follow, absent when nothing may. */
export function tupleOf(items: readonly SchemaDocument[], rest?: SchemaDocument, optional = 0): SchemaDocument {
  if (items.length === 0) return rest ? arrayOf(rest) : { type: 'array', maxItems: 0 };
  const bounds: JsonObject = { minItems: items.length - optional, ...(rest ? {} : { maxItems: items.length }) };
  return { type: 'array', prefixItems: [...items], items: rest ?? false, ...bounds };
}

/** A map with string keys. */
export function mapOf(values: SchemaDocument): SchemaDocument {
  return Object.keys(values).length === 0 ? { type: 'object' } : { type: 'object', additionalProperties: values };
}

export interface Property {
  readonly name: string;
  readonly schema: SchemaDocument;
  readonly isRequired: boolean;
}

/** An object with known properties. `isClosed`: others are refused. */
export function objectOf(properties: readonly Property[], isClosed: boolean): SchemaDocument {
  const required = properties.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

/** Whether a schema describes an object, and one with known properties. */
export const isObjectSchema = (schema: SchemaDocument) => schema.type === 'object';
export const hasProperties = (schema: SchemaDocument) => isObjectSchema(schema) && isJsonObject(schema.properties);

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With a description and a default, where there are any. */
export function described(schema: SchemaDocument, description?: string, fallback?: Json): SchemaDocument {
  return {
    ...schema,
    ...(description ? { description } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}
