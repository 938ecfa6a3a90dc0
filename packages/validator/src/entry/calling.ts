import type { CallingConvention, SchemaDocument } from '@dtr/contracts';
import { hasProperties, isJsonObject, isObjectSchema } from '../schema/schema-parts.ts';
import { ownParameters, type Parameter, type Signature } from './signature.ts';

/** Names by which people call the whole input. */
const wholeInput = new Set(
  'input inputs event args arguments params parameters payload data body request options opts props config'.split(' '),
);

/** Property names of a schema; absent when it does not list them itself (for example behind a `$ref`). */
export function propertyNames(schema: SchemaDocument | undefined): readonly string[] | undefined {
  if (!schema) return undefined;
  const { properties, $ref, allOf, anyOf, oneOf } = schema;
  if (isJsonObject(properties)) return Object.keys(properties);
  return ($ref ?? allOf ?? anyOf ?? oneOf) ? undefined : [];
}

/**
 * How the entry point is called. `object`: it has one parameter, and that is not one of the schema's properties but
 * takes them all. `named`: everything else.
 */
export function callingOf(signature: Signature, schema: SchemaDocument | undefined): CallingConvention {
  const [only, ...others] = ownParameters(signature);
  if (!only || others.length > 0 || only.kind === 'keyword-only') return 'named';
  if (only.name === undefined) return 'object';
  const names = propertyNames(schema);
  if (!names) return takesWholeInput(only) ? 'object' : 'named';
  if (names.includes(only.name)) return 'named';
  return mayBeObject(only) ? 'object' : 'named';
}

function takesWholeInput(parameter: Parameter): boolean {
  const { name = '', schema } = parameter;
  return hasProperties(schema) || (wholeInput.has(name) && mayBeObject(parameter));
}

/** `any` says as little as no type at all. */
const mayBeObject = ({ isTyped, schema }: Parameter) =>
  !isTyped || isObjectSchema(schema) || Object.keys(schema).length === 0;
