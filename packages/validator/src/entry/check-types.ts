import type { CallingConvention, SchemaDocument } from '@dtr/contracts';
import { isJsonObject, typeOfJson } from '../schema/schema-parts.ts';
import type { EntryFinding } from './choose-entry-point.ts';
import { typeDrift } from './drift-rules.ts';
import { ownParameters, type Parameter, type Signature } from './signature.ts';

interface Given {
  readonly signature: Signature;
  readonly calling: CallingConvention;
  readonly parameters: SchemaDocument | undefined;
  readonly returns: SchemaDocument | undefined;
}

/** Types that no value can have at once: the schema says one, the code or its documentation another. */
export function* checkTypes({ signature, calling, parameters, returns }: Given): Generator<EntryFinding> {
  for (const parameter of ownParameters(signature)) yield* ofParameter(parameter, calling, parameters);
  if (returns && signature.returns && areDisjoint(returns, signature.returns))
    yield {
      rule: typeDrift,
      span: signature.span,
      message: `The schema of the result says ${typesIn(returns)}, and ${signature.name} says that it returns ${typesIn(signature.returns)}.`,
    };
}

function* ofParameter(
  { name, schema, span, documented }: Parameter,
  calling: CallingConvention,
  parameters: SchemaDocument | undefined,
): Generator<EntryFinding> {
  const rule = typeDrift;
  if (documented && areDisjoint(schema, documented))
    yield {
      rule,
      span,
      message: `${name ?? 'The parameter'} is documented as ${typesIn(documented)}, and its type is ${typesIn(schema)}.`,
    };
  const properties = calling === 'named' && isJsonObject(parameters?.properties) ? parameters.properties : {};
  const declared = name !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  const own = Object.keys(schema).length > 0 ? schema : documented;
  if (isJsonObject(declared) && own && areDisjoint(declared, own))
    yield {
      rule,
      span,
      message: `The schema says that ${name} is ${typesIn(declared)}, and the code takes ${typesIn(own)}.`,
    };
}

function areDisjoint(a: SchemaDocument, b: SchemaDocument): boolean {
  const types = typesOf(a);
  const others = typesOf(b);
  return types !== undefined && others !== undefined && ![...types].some((type) => others.has(type));
}

const typesIn = (schema: SchemaDocument) => [...(typesOf(schema) ?? [])].join(' or ') || 'anything';

/** The JSON types that a schema lets through; absent when it does not say. Every integer is a number. */
function typesOf(schema: SchemaDocument): ReadonlySet<string> | undefined {
  const { type, anyOf, oneOf, $ref } = schema;
  if (type === undefined && Array.isArray(schema.enum)) return new Set(schema.enum.map(typeOfJson).map(numbersAlike));
  if (typeof type === 'string') return new Set([numbersAlike(type)]);
  if (Array.isArray(type)) return new Set(type.flatMap((one) => (typeof one === 'string' ? [numbersAlike(one)] : [])));
  const options = anyOf ?? oneOf;
  if ($ref !== undefined || !Array.isArray(options)) return undefined;
  const all = options.map((one) => (isJsonObject(one) ? typesOf(one) : undefined));
  return all.some((one) => one === undefined) ? undefined : new Set(all.flatMap((one) => [...(one ?? [])]));
}

const numbersAlike = (type: string) => (type === 'integer' ? 'number' : type);
