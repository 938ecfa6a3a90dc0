import type { Json, JsonObject } from '@dtr/contracts';
import { child } from '../validation/json-pointer.ts';
import type { TypeName } from './keywords.ts';

/**
 * Where a subschema is applied. `here`: to the same value. `member`: to the one member of its name. `each`: to members or items
 * that other subschemas may look at too. `nowhere`: only where something refers to it.
 */
export type Place = 'here' | 'member' | 'each' | 'nowhere';

interface Holder {
  readonly form: 'one' | 'list' | 'map';
  readonly place: Place;
  readonly types?: readonly TypeName[];
}

const here = (form: Holder['form']): Holder => ({ form, place: 'here' });
const ofObject = (form: Holder['form'], place: Place): Holder => ({ form, place, types: ['object'] });
const ofArray = (form: Holder['form'], place: Place): Holder => ({ form, place, types: ['array'] });

/** Keywords that hold schemas. */
export const holders: ReadonlyMap<string, Holder> = new Map<string, Holder>([
  ['$defs', { form: 'map', place: 'nowhere' }],
  ['definitions', { form: 'map', place: 'nowhere' }],
  ['allOf', here('list')],
  ['anyOf', here('list')],
  ['oneOf', here('list')],
  ['not', here('one')],
  ['if', here('one')],
  ['then', here('one')],
  ['else', here('one')],
  ['dependentSchemas', { ...here('map'), types: ['object'] }],
  ['properties', ofObject('map', 'member')],
  ['patternProperties', ofObject('map', 'each')],
  ['additionalProperties', ofObject('one', 'each')],
  ['unevaluatedProperties', ofObject('one', 'each')],
  ['propertyNames', ofObject('one', 'each')],
  ['prefixItems', ofArray('list', 'member')],
  ['items', ofArray('one', 'each')],
  ['contains', ofArray('one', 'each')],
  ['unevaluatedItems', ofArray('one', 'each')],
]);

export interface Subschema {
  readonly pointer: string;
  readonly place: Place;
  readonly schema: Json;
}

/** The schemas directly inside a schema. A holder of the wrong form gives none; `formFault` tells of it. */
export function subschemasOf(schema: JsonObject, pointer: string): readonly Subschema[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const holder = holders.get(keyword);
    if (holder === undefined || formFault(holder, value) !== undefined) return [];
    const at = child(pointer, keyword);
    if (holder.form === 'one') return [{ pointer: at, place: holder.place, schema: value }];
    return Object.entries(value as object).map(([key, member]) => ({
      pointer: child(at, key),
      place: holder.place,
      schema: member,
    }));
  });
}

/** What is wrong with the value of a holder, apart from the schemas in it. */
export function formFault({ form }: Holder, value: Json): string | undefined {
  if (form === 'one') return undefined;
  if (form === 'list') return Array.isArray(value) && value.length > 0 ? undefined : 'must be a list of schemas';
  return isJsonObject(value) ? undefined : 'must be an object whose members are schemas';
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
