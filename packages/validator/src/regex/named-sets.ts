import { type CharacterSet, complementOf, intersectionOf, single, unionOf } from './character-set.ts';

/** How wide `\d`, `\w` and `\s` are: Python's text patterns know all of Unicode, JavaScript's only ASCII (but for `\s`). */
export type Width = 'ascii' | 'unicode';

const asciiDigits: CharacterSet = [48, 57];
const asciiWord: CharacterSet = [48, 57, 65, 90, 95, 95, 97, 122];
const asciiSpace: CharacterSet = [9, 13, 32, 32];
const unicodeSpace: CharacterSet = unionOf([
  asciiSpace,
  [0x85, 0x85, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f],
  [0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff],
]);
/** Letters beyond ASCII, in the rough: exact borders decide nothing about overlaps that people write. */
const foreignLetters: CharacterSet = intersectionOf(
  complementOf(unicodeSpace),
  [0xaa, 0xaa, 0xb5, 0xb5, 0xba, 0xba, 0xc0, 0x1fff, 0x2c00, 0x2dff, 0x3005, 0xd7ff],
);

const asciiSets = new Map<string, CharacterSet>([
  ['d', asciiDigits],
  ['w', asciiWord],
  ['s', asciiSpace],
]);
const unicodeSets = new Map<string, CharacterSet>([
  ['d', unionOf([asciiDigits, [0x660, 0x669], [0x966, 0x96f], [0xff10, 0xff19]])],
  ['w', unionOf([asciiWord, foreignLetters])],
  ['s', unicodeSpace],
]);

/** `\d`, `\w`, `\s` and their opposites; absent for any other letter. */
export function classEscape(letter: string, width: Width, isPython: boolean): CharacterSet | undefined {
  const lower = letter.toLowerCase();
  const isWide = width === 'unicode' || (lower === 's' && !isPython);
  const set = (isWide ? unicodeSets : asciiSets).get(lower);
  return set && letter !== lower ? complementOf(set) : set;
}

export const wordCharacters: CharacterSet = unionOf([asciiWord, foreignLetters]);
/** `.` as it is without flags. */
export const exceptLineEnds = {
  python: complementOf(single(10)),
  javascript: complementOf([10, 10, 13, 13, 0x2028, 0x2029]),
};

/** Code points that stand for their neighbourhoods when a property such as `\p{L}` is asked which it holds. */
const blocks: readonly (readonly [number, number])[] = [
  ...Array.from({ length: 128 }, (_, one) => [one, one] as const),
  ...Array.from({ length: 64 }, (_, one) => [128 + one * 8, 135 + one * 8] as const),
  ...Array.from({ length: 208 }, (_, one) => [0x400 + one * 256, 0x4ff + one * 256] as const),
  [0x1f300, 0x1f6ff],
];

/** What `\p{…}` holds, in the rough; absent when the engine does not know the property. */
export function propertySet(name: string, isNegated: boolean): CharacterSet | undefined {
  try {
    const pattern = new RegExp(`^\\p{${name}}$`, 'u');
    const held = blocks.filter(([from]) => pattern.test(String.fromCodePoint(from)));
    const set = unionOf(held.map(([from, to]) => [from, to]));
    return isNegated ? complementOf(set) : set;
  } catch {
    return undefined;
  }
}
