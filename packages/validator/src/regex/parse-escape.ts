import { type CharacterSet, single } from './character-set.ts';
import { classEscape, propertySet } from './named-sets.ts';
import type { PatternReader } from './pattern-reader.ts';
import type { Syntax } from './syntax.ts';

const letters = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['f', 12],
  ['v', 11],
]);
const pythonLetters = new Map([['a', 7]]);

/** The characters of an escape, after its backslash: `d`, `x41`, `u{1f600}`, `p{L}`, `N{DASH}`, `.`. */
export function readCharacterEscape(reader: PatternReader, syntax: Syntax, isInClass: boolean): CharacterSet {
  const property = syntax.isUnicode ? reader.match(/[pP]\{([^{}]*)\}/y) : undefined;
  if (property) return propertySet(property[1] ?? '', property[0].startsWith('P')) ?? [];
  const code = codeOf(reader, syntax, isInClass);
  if (code !== undefined) return single(code);
  const letter = reader.next();
  const named = classEscape(letter, syntax.width, syntax.isPython);
  if (named) return named;
  const control = letters.get(letter) ?? (syntax.isPython ? pythonLetters.get(letter) : undefined);
  return single(control ?? letter.codePointAt(0) ?? 0);
}

/** Escapes that give a number. */
function codeOf(reader: PatternReader, syntax: Syntax, isInClass: boolean): number | undefined {
  const hex = reader.match(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})/y);
  if (hex) return Math.min(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? hex[4] ?? '0', 16), 0x10ffff);
  if (syntax.isPython && reader.match(/N\{[^{}]*\}/y)) return 0x2014;
  const control = syntax.isPython ? undefined : reader.match(/c([a-zA-Z])/y);
  if (control) return (control[1]?.charCodeAt(0) ?? 0) % 32;
  if (isInClass && reader.take('b')) return 8;
  const octal =
    reader.match(/0[0-7]{0,2}|[1-3][0-7]{2}/y) ?? (isInClass ? reader.match(/[1-7][0-7]{0,2}/y) : undefined);
  return octal && Number.parseInt(octal[0], 8);
}
