import type { ScriptNode } from '../tree.ts';

/** The strings a value can have; absent when they are not known. */
export type Values = ReadonlySet<string> | undefined;

/** All strings an expression can have as a property key; absent when that is not known. */
export type ScriptFold = (node: ScriptNode) => ReadonlySet<string> | undefined;

/** More possibilities than this count as unknown, and so does text longer than this. */
export const maximumValues = 64;
export const maximumChars = 10_000;

/** The one string that a value has. */
export const only = (values: Values) => (values?.size === 1 ? [...values][0] : undefined);

export function foldAt(nodes: readonly ScriptNode[], index: number, fold: ScriptFold): Values {
  const node = nodes[index];
  return node && fold(node);
}

/** Looks no further than to the first part that is unknown, or one possibility too many. */
export function union(all: Iterable<Values>): Values {
  const together = new Set<string>();
  for (const values of all) {
    if (!values) return undefined;
    for (const value of values) together.add(value);
    if (together.size > maximumValues) return together;
  }
  return together.size === 0 ? undefined : together;
}

/** Every combination of the parts; unknown as soon as there are too many. */
export function concatenate(parts: readonly Values[]): Values {
  let texts: string[] = [''];
  for (const values of parts) {
    if (!values || texts.length * values.size > maximumValues || (texts[0]?.length ?? 0) > maximumChars)
      return undefined;
    texts = texts.flatMap((head) => [...values].map((tail) => head + tail));
  }
  return new Set(texts);
}
