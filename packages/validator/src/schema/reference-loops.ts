import type { Json, SchemaDocument } from '@dtr/contracts';
import { componentsOf } from '../analysis/components.ts';
import { isJsonObject } from './schema-parts.ts';
import { placesOf, resolvePointer, type SchemaPlace } from './walk-schema.ts';

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
  const places = [...placesOf(document, '')].filter(({ value }) => isJsonObject(value));
  const references = places.flatMap(({ pointer, value }, node) => {
    const reference = isJsonObject(value) ? value.$ref : undefined;
    return typeof reference === 'string' ? [{ pointer, reference, node }] : [];
  });
  if (references.length === 0) return [];
  const endless = nodesInLoops(document, places, referencesIn);
  const infinite = nodesInLoops(document, places, neededIn);
  return references.flatMap(({ pointer, reference, node }): ReferenceLoop[] => {
    if (endless.has(node)) return [{ pointer, reference, kind: 'endless' }];
    return infinite.has(node) ? [{ pointer, reference, kind: 'infinite' }] : [];
  });
}

/** The places that following references and only such parts leads back to. */
function nodesInLoops(
  document: SchemaDocument,
  places: readonly SchemaPlace[],
  partsOf: (schema: Json) => readonly Json[],
): ReadonlySet<number> {
  const numbers = new Map(places.map(({ value }, node) => [value, node]));
  const targets = places.map(({ value }) => follow(document, value, partsOf).flatMap((one) => numbers.get(one) ?? []));
  const component = componentsOf({ size: places.length, targetsOf: (node) => targets[node] ?? [] });
  const sizes = new Map<number, number>();
  for (const number of component) sizes.set(number, (sizes.get(number) ?? 0) + 1);
  const isInLoop = (number: number, node: number) =>
    (sizes.get(number) ?? 0) > 1 || Boolean(targets[node]?.includes(node));
  return new Set(component.flatMap((number, node) => (isInLoop(number, node) ? [node] : [])));
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
