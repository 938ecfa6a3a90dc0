import type { Json, SchemaDocument } from '@dtr/contracts';
import { isJsonObject } from './schema-parts.ts';
import { placesOf, resolvePointer } from './walk-schema.ts';

/** A reference that never comes to an end. */
export interface ReferenceLoop {
  readonly pointer: string;
  readonly reference: string;
  /** `endless`: nothing but references; `infinite`: a value would have to contain itself. */
  readonly kind: 'endless' | 'infinite';
}

/** Members whose schemas judge the same value. */
const sameValue = ['allOf', 'anyOf', 'oneOf'];

/**
 * References that lead back to themselves without entering a value, and properties that are required at every level of
 * a recursion: no value can be checked, or none can exist.
 */
export function referenceLoops(document: SchemaDocument): ReferenceLoop[] {
  const loops: ReferenceLoop[] = [];
  for (const { pointer, value } of placesOf(document, '')) {
    const reference = isJsonObject(value) ? value.$ref : undefined;
    if (typeof reference !== 'string' || !isJsonObject(value)) continue;
    const here = value;
    if (leadsBack(document, here, (schema) => referencesIn(schema)))
      loops.push({ pointer, reference, kind: 'endless' });
    else if (leadsBack(document, here, (schema) => neededIn(schema)))
      loops.push({ pointer, reference, kind: 'infinite' });
  }
  return loops;
}

/** Whether following only such parts leads from a schema back to it. */
function leadsBack(document: SchemaDocument, start: Json, partsOf: (schema: Json) => readonly Json[]): boolean {
  const seen = new Set<Json>();
  const pending = [...follow(document, start, partsOf)];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (schema === start) return true;
    if (seen.has(schema)) continue;
    seen.add(schema);
    pending.push(...follow(document, schema, partsOf));
  }
  return false;
}

function follow(document: SchemaDocument, schema: Json, partsOf: (schema: Json) => readonly Json[]): Json[] {
  const target =
    isJsonObject(schema) && typeof schema.$ref === 'string' ? resolvePointer(document, schema.$ref) : undefined;
  return [...(target === undefined ? [] : [target]), ...partsOf(schema)];
}

function referencesIn(schema: Json): readonly Json[] {
  if (!isJsonObject(schema)) return [];
  return sameValue.flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as readonly Json[]) : []));
}

/** What every value has to contain: required properties, and all parts of `allOf`. Alternatives may end a recursion. */
function neededIn(schema: Json): readonly Json[] {
  if (!isJsonObject(schema)) return [];
  const { properties, required, allOf } = schema;
  const names = Array.isArray(required) ? required : [];
  const needed = isJsonObject(properties)
    ? names.flatMap((name) => {
        const own = typeof name === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
        return own === undefined ? [] : [own];
      })
    : [];
  return [...needed, ...(Array.isArray(allOf) ? allOf : [])];
}

export function describeLoop({ reference, kind }: ReferenceLoop): string {
  return kind === 'endless'
    ? `The reference ${reference} leads back to itself and never to a schema.`
    : `Every value of ${reference} would have to contain another one, without end.`;
}
