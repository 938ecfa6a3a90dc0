import type { Json } from '@dtr/contracts';

/** The JSON types, as `type` names them. */
export const typeNames = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'] as const;
export type TypeName = (typeof typeNames)[number];

/** A keyword whose value is no schema. `accepts` completes the sentence "it must be ...". */
export interface Keyword {
  readonly accepts: string;
  readonly isValid: (value: Json) => boolean;
  /** The types it says something about; left out, all. Beside a `type` without any of them it has no effect, which is a mistake. */
  readonly types?: readonly TypeName[];
}

const isText = (value: Json) => typeof value === 'string';
const isFlag = (value: Json) => typeof value === 'boolean';
const isNumber = (value: Json) => typeof value === 'number';
const isCount = (value: Json) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNames = (value: Json): boolean =>
  Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
const isNameLists = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isNames);
const isType = (value: Json) => typeNames.some((name) => name === value);
const isTypes = (value: Json) =>
  isType(value) || (Array.isArray(value) && value.length > 0 && isNames(value) && value.every(isType));

const text: Keyword = { accepts: 'a string', isValid: isText };
const flag: Keyword = { accepts: 'true or false', isValid: isFlag };
const anything: Keyword = { accepts: 'any value', isValid: () => true };
const number: Keyword = { accepts: 'a number', isValid: isNumber, types: ['number', 'integer'] };
const count = (...types: TypeName[]): Keyword => ({ accepts: 'a whole number, 0 or more', isValid: isCount, types });

/** Keywords of JSON Schema 2020-12 that assert or describe. Those that hold schemas are in `subschemas.ts`. */
export const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['type', { accepts: `one of ${typeNames.join(', ')}, or a list of them`, isValid: isTypes }],
  ['enum', { accepts: 'a list of at least one value', isValid: (value) => Array.isArray(value) && value.length > 0 }],
  ['const', anything],
  ['multipleOf', { ...number, accepts: 'a number above 0', isValid: (value) => isNumber(value) && Number(value) > 0 }],
  ['maximum', number],
  ['minimum', number],
  ['exclusiveMaximum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count('string')],
  ['minLength', count('string')],
  ['pattern', { ...text, types: ['string'] }],
  ['format', { ...text, types: ['string'] }],
  ['maxItems', count('array')],
  ['minItems', count('array')],
  ['uniqueItems', { ...flag, types: ['array'] }],
  ['maxContains', count('array')],
  ['minContains', count('array')],
  ['maxProperties', count('object')],
  ['minProperties', count('object')],
  ['required', { accepts: 'a list of different names', isValid: isNames, types: ['object'] }],
  ['dependentRequired', { accepts: 'an object of lists of names', isValid: isNameLists, types: ['object'] }],
  ['$ref', text],
  ['$schema', text],
  ['$comment', text],
  ['title', text],
  ['description', text],
  ['default', anything],
  ['examples', { accepts: 'a list', isValid: Array.isArray }],
  ['deprecated', flag],
  ['readOnly', flag],
  ['writeOnly', flag],
  ['contentEncoding', { ...text, types: ['string'] }],
  ['contentMediaType', { ...text, types: ['string'] }],
]);

/** What to write instead of keywords that other dialects have. */
export const replacements: ReadonlyMap<string, string> = new Map([
  ['nullable', 'write a list of types with "null" in it'],
  ['example', 'write examples, a list'],
  ['id', 'refer to #/$defs/... instead of naming schemas'],
  ['$id', 'refer to #/$defs/... instead of naming schemas'],
  ['$anchor', 'refer to #/$defs/... instead of naming schemas'],
  ['$dynamicRef', 'refer to #/$defs/... with $ref'],
  ['$dynamicAnchor', 'refer to #/$defs/... with $ref'],
  ['$recursiveRef', 'write $ref: "#"'],
  ['$recursiveAnchor', 'write $ref: "#"'],
  ['dependencies', 'write dependentRequired or dependentSchemas'],
  ['additionalItems', 'write prefixItems and items'],
]);
