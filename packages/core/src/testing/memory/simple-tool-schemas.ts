import type { Json, JsonObject, SchemaDocument } from '@dtr/contracts';
import type { FieldFault } from '../../domain/app-error.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

/** The few keywords that tests of the core need: `type`, `properties`, `required`, `default`. The real one is in `lambda-kit`. */
export function createSimpleToolSchemas(): ToolSchemas {
  return {
    check: async (schema, pointer) => schemaFaults(schema, pointer),
    compile: async (schema) => ({ validate: (value) => validate(schema, value, '') }),
  };
}

function schemaFaults({ type, properties = {} }: SchemaDocument, pointer: string): readonly FieldFault[] {
  const isKnown = type === undefined || types.includes(String(type));
  return [
    ...(isKnown ? [] : [{ pointer: `${pointer}/type`, message: `must be one of ${types.join(', ')}` }]),
    ...Object.entries(properties as JsonObject).flatMap(([name, inner]) =>
      schemaFaults(inner as SchemaDocument, `${pointer}/properties/${name}`),
    ),
  ];
}

function validate(
  schema: SchemaDocument,
  value: Json,
  pointer: string,
): { value: Json; faults: readonly FieldFault[] } {
  if (!hasType(value, schema.type)) return { value, faults: [{ pointer, message: `must be of type ${schema.type}` }] };
  if (typeOf(value) !== 'object') return { value, faults: [] };
  const members = new Map(Object.entries(value as JsonObject));
  const faults: FieldFault[] = [];
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, SchemaDocument>)) {
    const given = members.get(name) ?? inner.default;
    if (given === undefined) continue;
    const checked = validate(inner, given, `${pointer}/${name}`);
    members.set(name, checked.value);
    faults.push(...checked.faults);
  }
  for (const name of (schema.required ?? []) as readonly string[]) {
    if (!members.has(name)) faults.push({ pointer, message: `must have the property "${name}"` });
  }
  return { value: Object.fromEntries(members), faults };
}

function hasType(value: Json, type: Json | undefined): boolean {
  const actual = typeOf(value);
  if (type === undefined || type === actual) return true;
  return type === 'integer' && Number.isInteger(value);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
