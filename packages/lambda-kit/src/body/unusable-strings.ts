import type { Json } from '@dtr/contracts';
import { type FieldFault, isExactNumber } from '@dtr/core';
import { child } from '../validation/json-pointer.ts';

/** Only an escape can bring these characters into decoded UTF-8 text; most bodies have none and are not walked. */
const mayBeUnusable = /\\u(?:0000|[dD][89a-fA-F])/;

/** Strings and member names that storage and interpreters cannot carry: those with NUL or half of a surrogate pair. */
export function unusableStringFaults(value: Json, text: string): readonly FieldFault[] {
  return mayBeUnusable.test(text) ? faultsIn(value, '') : [];
}

function faultsIn(value: Json, pointer: string): readonly FieldFault[] {
  if (typeof value === 'string') return faultsOfString(value, pointer);
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...faultsOfString(key, pointer),
    ...faultsIn(member, child(pointer, key)),
  ]);
}

function faultsOfString(value: string, pointer: string): readonly FieldFault[] {
  if (value.includes('\0')) return [{ pointer, message: 'must not contain NUL (\\u0000)' }];
  if (value.isWellFormed()) return [];
  return [{ pointer, message: 'must not contain half of a surrogate pair (\\ud800 to \\udfff stand in pairs)' }];
}
