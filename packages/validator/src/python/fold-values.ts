import type { PyExpression } from './tree.ts';

/** All strings that something can be; absent when that is not known. */
export type Values = ReadonlySet<string> | undefined;

/** More possibilities than this count as unknown, and so does text longer than this. */
export const maximumValues = 64;
export const maximumChars = 10_000;

export function union(all: readonly Values[]): Values {
  if (all.length === 0 || all.some((values) => values === undefined)) return undefined;
  if (all.length === 1) return all[0];
  return new Set(all.flatMap((values) => [...(values ?? [])]));
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

export function mapAll(values: Values, change: (text: string) => string): Values {
  return values && new Set([...values].map(change));
}

/** `text * times`. When the number is not known three copies stand for more: what ends in one copy meets the next. */
export function repeated(values: Values, times: PyExpression): Values {
  if (!values || [...values].some((text) => text.length > maximumChars / 64)) return undefined;
  const counts = times.nodeType === 'Constant' ? [Number(times.value)] : [0, 1, 2, 3];
  if (counts.some((count) => !Number.isInteger(count) || count > 64)) return undefined;
  return new Set([...values].flatMap((text) => counts.map((count) => text.repeat(Math.max(0, count)))));
}
