import { type CharacterSet, complementOf, intersectionOf, single, unionOf, withBothCases } from './character-set.ts';
import { readCharacterEscape } from './parse-escape.ts';
import type { PatternReader } from './pattern-reader.ts';
import { UnreadableRegex } from './regex-tree.ts';
import type { Syntax } from './syntax.ts';

const maximumNesting = 20;

/** A class, after its opening bracket, up to and with the closing one. */
export function readClass(reader: PatternReader, syntax: Syntax, nesting = 0): CharacterSet {
  if (nesting > maximumNesting) throw new UnreadableRegex('Classes are nested too deeply.');
  const isNegated = reader.take('^');
  // In Python a closing bracket that comes first is a member.
  let members: CharacterSet[] = syntax.isPython && reader.take(']') ? [single(93)] : [];
  let combine: ((next: CharacterSet) => CharacterSet) | undefined;
  while (!reader.take(']')) {
    const operator = syntax.hasNestedClasses ? reader.match(/&&|--/y)?.[0] : undefined;
    if (operator) {
      const left = unionOf(members);
      combine = (next) => intersectionOf(left, operator === '&&' ? next : complementOf(next));
      continue;
    }
    const member = readMember(reader, syntax, nesting);
    members = combine ? [combine(member)] : [...members, member];
    combine = undefined;
  }
  const set = unionOf(members);
  const cased = syntax.ignoresCase ? withBothCases(set) : set;
  return isNegated ? complementOf(cased) : cased;
}

/** A character, an escape, a range or a class inside the class. */
function readMember(reader: PatternReader, syntax: Syntax, nesting: number): CharacterSet {
  if (syntax.hasNestedClasses && reader.take('[')) return readClass(reader, syntax, nesting + 1);
  const first = readAtom(reader, syntax);
  if (!reader.startsWith('-') || reader.text.charAt(reader.at + 1) === ']' || first.length !== 2) return first;
  if (syntax.hasNestedClasses && reader.startsWith('--')) return first;
  reader.expect('-');
  const last = readAtom(reader, syntax);
  const [from = 0] = first;
  const [to = 0] = last;
  // `\w-x` is a class, a hyphen and an x.
  if (last.length !== 2 || first[0] !== first[1]) return unionOf([first, [45, 45], last]);
  if (to < from) throw new UnreadableRegex('A range runs backwards.');
  return [from, to];
}

function readAtom(reader: PatternReader, syntax: Syntax): CharacterSet {
  if (reader.take('\\')) return readCharacterEscape(reader, syntax, true);
  return single(reader.next().codePointAt(0) ?? 0);
}
