import type { Json } from '@dtr/contracts';
import { isExactNumber } from './exact-number.ts';

/**
 * The one JSON text of a value (RFC 8785): keys in the order of their UTF-16 units, no white space, numbers as
 * ECMAScript writes them. Exact numbers, which the RFC does not know, keep their digits. Members that are `undefined` are left out.
 */
export function canonicalJson(value: unknown): string {
  if (isExactNumber(value)) return value.rawJSON;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as { readonly [key: string]: Json | undefined })
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}
