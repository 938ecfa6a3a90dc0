import type { Json } from '@dtr/contracts';
import { isExactNumber, isIntegerText } from './exact-number.ts';

/** Equal as JSON: the order of keys is nothing, numbers are compared by value, however they were written. */
export function isSameJson(left: Json, right: Json): boolean {
  if (isNumber(left) && isNumber(right)) return numericValue(left) === numericValue(right);
  if (isNumber(left) || isNumber(right)) return false;
  if (Array.isArray(left) && Array.isArray(right)) return isSameArray(left, right);
  if (isObject(left) && isObject(right)) return isSameObject(left, right);
  return left === right;
}

function isSameArray(left: readonly Json[], right: readonly Json[]): boolean {
  return left.length === right.length && left.every((item, index) => isSameJson(item, right[index] as Json));
}

type JsonMembers = { readonly [key: string]: Json };

function isSameObject(left: JsonMembers, right: JsonMembers): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameJson(left[key] as Json, right[key] as Json))
  );
}

/** Whole numbers as bigint so that digits beyond 2^53 count; the rest as doubles. */
function numericValue(value: Json): bigint | number {
  if (isExactNumber(value)) return isIntegerText(value.rawJSON) ? BigInt(value.rawJSON) : Number(value.rawJSON);
  return Number.isInteger(value) ? BigInt(value as number) : (value as number);
}

function isNumber(value: Json): boolean {
  return typeof value === 'number' || isExactNumber(value);
}

function isObject(value: Json): value is JsonMembers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
