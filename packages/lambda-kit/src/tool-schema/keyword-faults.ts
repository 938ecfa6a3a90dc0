import type { Json, JsonObject } from '@dtr/contracts';
import type { FieldFault } from '@dtr/core';
import { child } from '../validation/json-pointer.ts';
import { bounds } from './bounds.ts';
import { formatNames } from './format-names.ts';
import { keywords, replacements, type TypeName } from './keywords.ts';
import { formFault, holders, isJsonObject, subschemasOf } from './subschemas.ts';

const dialects: readonly Json[] = [
  'https://json-schema.org/draft/2020-12/schema',
  'https://json-schema.org/draft/2020-12/schema#',
];

/** Faults of every keyword in a schema and below it. `isRoot`: where `$schema` may stand. */
export function keywordFaults(schema: Json, pointer: string, isRoot = true): readonly FieldFault[] {
  if (typeof schema === 'boolean') return [];
  if (!isJsonObject(schema)) return [{ pointer, message: 'must be a schema: an object, true or false' }];
  return [
    ...Object.entries(schema).flatMap(([keyword, value]) => {
      const message = faultOf(keyword, value, { schema, isRoot });
      return message === undefined ? [] : [{ pointer: child(pointer, keyword), message }];
    }),
    ...subschemasOf(schema, pointer).flatMap((inner) => keywordFaults(inner.schema, inner.pointer, false)),
  ];
}

interface Around {
  readonly schema: JsonObject;
  readonly isRoot: boolean;
}

function faultOf(keyword: string, value: Json, { schema, isRoot }: Around): string | undefined {
  const holder = holders.get(keyword);
  const known = holder ?? keywords.get(keyword);
  if (known === undefined) return unknownKeyword(keyword);
  if (holder !== undefined && keyword === 'items' && Array.isArray(value))
    return 'must be one schema; write prefixItems for a list';
  const wrongValue = holder === undefined ? valueFault(keyword, value, isRoot) : formFault(holder, value);
  return wrongValue ?? idleFault(schema, known.types) ?? companionFault(keyword, schema);
}

function unknownKeyword(keyword: string): string {
  const instead = replacements.get(keyword);
  return `is not a keyword of JSON Schema 2020-12 that is supported here${instead === undefined ? '' : `; ${instead}`}`;
}

function valueFault(keyword: string, value: Json, isRoot: boolean): string | undefined {
  const known = keywords.get(keyword);
  if (known !== undefined && !known.isValid(value)) return `must be ${known.accepts}`;
  if (keyword === '$schema') {
    if (!isRoot) return 'may stand only at the root';
    return dialects.includes(value) ? undefined : `must be ${dialects[0]}`;
  }
  if (keyword === 'enum' && (value as readonly Json[]).length > bounds.enumValues) {
    return `must have at most ${bounds.enumValues} values`;
  }
  if (keyword === 'format' && !formatNames.has(String(value))) return `must be one of ${[...formatNames].join(', ')}`;
  return undefined;
}

/** A keyword that can never have an effect beside this `type` is a mistake worth telling. */
function idleFault({ type }: JsonObject, types: readonly TypeName[] | undefined): string | undefined {
  if (types === undefined || type === undefined || !keywords.get('type')?.isValid(type)) return undefined;
  const declared = [type].flat();
  const hasEffect = types.some(
    (name) => declared.includes(name) || (name === 'integer' && declared.includes('number')),
  );
  return hasEffect ? undefined : `has no effect on type ${declared.join(' or ')}: it is about ${types.join(' and ')}`;
}

function companionFault(keyword: string, schema: JsonObject): string | undefined {
  const lacks = (...names: string[]) => names.every((name) => schema[name] === undefined);
  if ((keyword === 'then' || keyword === 'else') && lacks('if')) return 'has no effect without if';
  if (keyword === 'if' && lacks('then', 'else')) return 'has no effect without then or else';
  if ((keyword === 'minContains' || keyword === 'maxContains') && lacks('contains'))
    return 'has no effect without contains';
  return undefined;
}
