import type { CallingConvention, SchemaDocument } from '@dtr/contracts';
import { isJsonObject } from '../schema/schema-parts.ts';
import type { EntryFinding } from './choose-entry-point.ts';
import { missingField, unknownField } from './drift-rules.ts';
import type { CodeSchema, FieldRead } from './field-reads.ts';
import { ownParameters, type Signature } from './signature.ts';

interface Given {
  readonly signature: Signature;
  readonly calling: CallingConvention;
  readonly reads: readonly FieldRead[];
  /** As the request gives it. */
  readonly schema: SchemaDocument | undefined;
  /** As the code has it among its constants. */
  readonly codeSchemas: readonly CodeSchema[];
}

/** Fields that the code reads from its input although the schema lets nobody send them. */
export function* checkFields(given: Given): Generator<EntryFinding> {
  const known = new Map<number, ReadonlySet<string> | undefined>();
  const fieldsOf = (parameter: number) => {
    if (!known.has(parameter)) known.set(parameter, fieldsFor(parameter, given));
    return known.get(parameter);
  };
  for (const read of given.reads) {
    const fields = fieldsOf(read.parameter);
    if (!fields || fields.has(read.field)) continue;
    const message = `The code reads the field ${read.field}, which the schema of its input does not have and does not allow.`;
    yield { rule: read.isNeeded ? missingField : unknownField, span: read.span, message };
  }
}

function fieldsFor(parameter: number, given: Given): ReadonlySet<string> | undefined {
  const schema = schemaFor(parameter, given);
  return schema && closedFields(schema);
}

/** The schema of what a parameter receives. */
function schemaFor(
  index: number,
  { signature, calling, schema, reads, codeSchemas }: Given,
): SchemaDocument | undefined {
  if (!schema) return calling === 'object' ? inputSchemaIn(codeSchemas, reads) : undefined;
  if (calling === 'object') return schema;
  const name = ownParameters(signature)[index]?.name;
  const own = isJsonObject(schema.properties) && name !== undefined ? schema.properties[name] : undefined;
  return isJsonObject(own) ? own : undefined;
}

const inputNames =
  /^(?:tool_?)?(?:input|params?|parameters|args|arguments|request|payload)_?schema$|^schema$|^(?:input|parameters|inputSchema|input_schema)$/i;

/** The only closed schema of the code that is called like an input and shares a field with what is read. */
function inputSchemaIn(schemas: readonly CodeSchema[], reads: readonly FieldRead[]): SchemaDocument | undefined {
  const [only, ...others] = schemas.filter(({ name, schema }) => inputNames.test(name) && closedFields(schema));
  const fields = only && closedFields(only.schema);
  return others.length === 0 && fields && reads.some(({ field }) => fields.has(field)) ? only?.schema : undefined;
}

/** The properties of an object that refuses all others; absent when it does not, or says so in another way. */
function closedFields(schema: SchemaDocument): ReadonlySet<string> | undefined {
  const { properties, additionalProperties, patternProperties, allOf, anyOf, oneOf, $ref } = schema;
  if (additionalProperties !== false || patternProperties !== undefined) return undefined;
  if ((allOf ?? anyOf ?? oneOf ?? $ref) !== undefined || !isJsonObject(properties)) return undefined;
  return new Set(Object.keys(properties));
}
