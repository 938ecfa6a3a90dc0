import type { Json } from '@dtr/contracts';
import { canonicalJson } from '@dtr/core';
import type { FuncKeywordDefinition } from 'ajv';

/** `uniqueItems` in time linear in the array, whatever its items: the usual check compares every pair. */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: (isUnique: boolean, items: readonly Json[]) =>
    !isUnique || new Set(items.map((item) => canonicalJson(item))).size === items.length,
};
