import type { Json } from '@dtr/contracts';
import { canonicalJson, isSameJson } from '@dtr/core';
import type { FuncKeywordDefinition } from 'ajv';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';

/**
 * The keywords that compare values, in place of ajv's. Its comparison asks values for their `constructor`, `valueOf` and `toString`,
 * which are plain names in JSON: a value with such a member was compared wrongly or not at all.
 */
export const equalityKeywords: readonly FuncKeywordDefinition[] = [
  comparison(
    'const',
    (schema) => [schema],
    (schema) => ({ allowedValue: schema }),
  ),
  comparison(
    'enum',
    (schema) => schema as readonly Json[],
    (schema) => ({ allowedValues: schema }),
  ),
  {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    // Linear in the array, whatever its items: the usual check compares every pair.
    validate: (isUnique: boolean, items: readonly Json[]) =>
      !isUnique || new Set(items.map((item) => canonicalJson(item))).size === items.length,
  },
];

function comparison(
  keyword: string,
  valuesOf: (schema: Json) => readonly Json[],
  paramsOf: (schema: Json) => object,
): FuncKeywordDefinition {
  return {
    keyword,
    errors: true,
    compile(schema: Json) {
      const isAccepted = membership(valuesOf(schema));
      const errors = [{ keyword, params: paramsOf(schema) }];
      const validate: DataValidateFunction = (value: Json) => {
        if (isAccepted(value)) return true;
        validate.errors = errors;
        return false;
      };
      return validate;
    },
  };
}

function membership(values: readonly Json[]): (value: Json) => boolean {
  const scalars = new Set(values.filter((value) => !isComposite(value)));
  const composites = values.filter(isComposite);
  return (value) => (isComposite(value) ? composites.some((other) => isSameJson(value, other)) : scalars.has(value));
}

function isComposite(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}
