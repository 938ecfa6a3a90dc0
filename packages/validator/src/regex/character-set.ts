/** Code points as sorted, separate ranges: `[from, to, from, to, …]`, ends included. */
export type CharacterSet = readonly number[];

const lastCodePoint = 0x10ffff;

/** The ranges in order, with those that touch made one. */
export function unionOf(sets: readonly CharacterSet[]): CharacterSet {
  const ranges = sets.flatMap(pairsOf).sort(([a], [b]) => a - b);
  const merged: number[] = [];
  for (const [from, to] of ranges) {
    const last = merged.length - 1;
    const end = merged[last];
    if (end !== undefined && from <= end + 1) merged[last] = Math.max(end, to);
    else merged.push(from, to);
  }
  return merged;
}

export function complementOf(set: CharacterSet): CharacterSet {
  const ranges: number[] = [];
  let next = 0;
  for (const [from, to] of pairsOf(set)) {
    if (from > next) ranges.push(next, from - 1);
    next = to + 1;
  }
  if (next <= lastCodePoint) ranges.push(next, lastCodePoint);
  return ranges;
}

export function intersectionOf(a: CharacterSet, b: CharacterSet): CharacterSet {
  const ranges: number[] = [];
  let left = 0;
  let right = 0;
  while (left < a.length && right < b.length) {
    const from = Math.max(at(a, left), at(b, right));
    const to = Math.min(at(a, left + 1), at(b, right + 1));
    if (from <= to) ranges.push(from, to);
    if (at(a, left + 1) < at(b, right + 1)) left += 2;
    else right += 2;
  }
  return ranges;
}

export function includes(set: CharacterSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < at(set, 2 * middle)) high = middle - 1;
    else if (codePoint > at(set, 2 * middle + 1)) low = middle + 1;
    else return true;
  }
  return false;
}

/** Characters that a person can read come first; a line end never: most tools see one line at a time. */
const preferred = [...'aA0 _-.,;:!?=/"\'<>()[]{}@#%&*+~|\\$^`bz19'].map((one) => one.codePointAt(0) ?? 0);
const lineEnds: CharacterSet = [10, 10, 13, 13, 0x85, 0x85, 0x2028, 0x2029];

/** A member, as readable as there is one. */
export function sampleOf(set: CharacterSet): number | undefined {
  const readable = preferred.find((one) => includes(set, one));
  if (readable !== undefined) return readable;
  const [from, to] = intersectionOf(set, withoutLineEnds);
  return from === undefined ? undefined : Math.min(Math.max(from, 0x21), to ?? from);
}

/** Both cases of every letter; beyond ASCII only of characters that stand alone. */
export function withBothCases(set: CharacterSet): CharacterSet {
  const more = pairsOf(set).flatMap(([from, to]) => {
    const upper = intersectionOf([from, to], [65, 90]).map((one) => one + 32);
    const lower = intersectionOf([from, to], [97, 122]).map((one) => one - 32);
    const single = from === to && from > 127 ? otherCase(from) : [];
    return [upper, lower, single];
  });
  return unionOf([set, ...more]);
}

function otherCase(codePoint: number): CharacterSet {
  const text = String.fromCodePoint(codePoint);
  const others = [text.toLowerCase(), text.toUpperCase()].filter((one) => [...one].length === 1);
  return unionOf(others.map((one) => single(one.codePointAt(0) ?? codePoint)));
}

export const single = (codePoint: number): CharacterSet => [codePoint, codePoint];
export const anyCharacter: CharacterSet = [0, lastCodePoint];
const withoutLineEnds = complementOf(lineEnds);

function at(set: CharacterSet, index: number): number {
  return set[index] ?? 0;
}

function pairsOf(set: CharacterSet): [number, number][] {
  const pairs: [number, number][] = [];
  for (let index = 0; index < set.length; index += 2) pairs.push([at(set, index), at(set, index + 1)]);
  return pairs;
}
