import type { Json, SchemaDocument } from '@dtr/contracts';
import { isJsonObject } from './schema-parts.ts';

/** A value in a schema with its place. */
export interface SchemaPlace {
  readonly pointer: string;
  readonly value: Json;
}

/** More than a schema within the limits of size can hold. */
const maximumPlaces = 100_000;

/** Every value of a document, outermost first, without recursion. */
export function* placesOf(document: SchemaDocument, root: string): Generator<SchemaPlace> {
  const pending: SchemaPlace[] = [{ pointer: root, value: document }];
  for (let count = 0; count < maximumPlaces; count += 1) {
    const place = pending.pop();
    if (!place) return;
    yield place;
    pending.push(...childrenOf(place).reverse());
  }
}

function childrenOf({ pointer, value }: SchemaPlace): SchemaPlace[] {
  if (Array.isArray(value)) return value.map((one, index) => ({ pointer: `${pointer}/${index}`, value: one }));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([key, one]) => ({ pointer: `${pointer}/${escaped(key)}`, value: one }));
}

/** RFC 6901. */
export const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The value that a reference into the same document leads to: `#`, `#/$defs/node`. */
export function resolvePointer(document: SchemaDocument, reference: string): Json | undefined {
  if (reference === '#') return document;
  if (!reference.startsWith('#/')) return undefined;
  let at: Json | undefined = document;
  for (const part of reference.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = at[Number(key)] as Json | undefined;
    else if (isJsonObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}
