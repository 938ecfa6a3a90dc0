import type { Json } from '@dtr/contracts';
import { type FieldFault, utf8Bytes } from '@dtr/core';
import { child } from '../validation/json-pointer.ts';
import { bounds } from './bounds.ts';

/** Faults of the document as mere JSON, before anything in it is understood. */
export function documentFaults(document: Json, pointer: string): readonly FieldFault[] {
  const tooDeep = deepFault(document, pointer, bounds.levels);
  if (tooDeep !== undefined) return [tooDeep];
  const bytes = utf8Bytes(JSON.stringify(document));
  if (bytes <= bounds.bytes) return protoFaults(document, pointer);
  return [{ pointer, message: `has ${bytes} bytes as JSON; at most ${bounds.bytes} are accepted` }];
}

function deepFault(value: Json, pointer: string, levelsLeft: number): FieldFault | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (levelsLeft === 0) return { pointer, message: `is nested more than ${bounds.levels} levels deep` };
  for (const [key, member] of Object.entries(value)) {
    const fault = deepFault(member, child(pointer, key), levelsLeft - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Names that mean something else to JavaScript than to JSON are refused wherever they stand. */
function protoFaults(value: Json, pointer: string): readonly FieldFault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const at = child(pointer, key);
    return key === '__proto__' ? [{ pointer: at, message: 'is not accepted as a name' }] : protoFaults(member, at);
  });
}
