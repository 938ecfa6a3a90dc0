import type { Fold } from './fold.ts';
import type { Values } from './fold-values.ts';
import type { PyExpression } from './tree.ts';

/** All strings that the entries of a table can be. */
export type UnionOf = (entries: readonly (PyExpression | null)[], fold: Fold) => Values;

/** Entries that are looked at for one piece of code; tables are unknown when that is used up. */
const maximumEntries = 400_000;

/** Each table is put together once: thousands of lookups in a table of thousands would otherwise multiply. */
export function createUnions(): UnionOf {
  const known = new Map<readonly (PyExpression | null)[], Values>();
  let left = maximumEntries;
  return (entries, fold) => {
    const found = known.get(entries);
    if (found || entries.length === 0 || left <= 0) return found;
    const values = new Set<string>();
    for (const entry of entries) {
      left -= 1;
      const folded = entry ? fold(entry) : undefined;
      // Not kept: what is being worked out may be known later.
      if (!folded) return undefined;
      for (const value of folded) values.add(value);
    }
    known.set(entries, values);
    return values;
  };
}
