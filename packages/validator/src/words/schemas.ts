import type { SchemaDocument } from '@dtr/contracts';
import type { WordsContext } from './words-context.ts';

/** The schemas that the request gives, with where they stand in it. */
export function schemasOf({ parameters, returns }: WordsContext): { root: string; schema: SchemaDocument }[] {
  return [
    ...(parameters ? [{ root: '/parameters', schema: parameters }] : []),
    ...(returns ? [{ root: '/returns', schema: returns }] : []),
  ];
}
