import { anyCharacter, type CharacterSet, single, withBothCases } from './character-set.ts';
import { exceptLineEnds } from './named-sets.ts';
import { readClass } from './parse-class.ts';
import { readCharacterEscape } from './parse-escape.ts';
import { type GroupOpening, readGroupOpening } from './parse-group.ts';
import { readQuantifier } from './parse-quantifier.ts';
import { PatternReader } from './pattern-reader.ts';
import { type Assertion, type RegexNode, type RegexTree, UnreadableRegex } from './regex-tree.ts';
import { type RegexLanguage, type Syntax, syntaxOf, withFlags } from './syntax.ts';

/** Deeper nesting is not followed: nobody writes it, and the parser calls itself. */
const maximumNesting = 60;

const empty: RegexNode = { kind: 'sequence', parts: [] };

/** Reads a pattern of Python's `re` or of JavaScript. Throws an `UnreadableRegex`. */
export function parseRegex(pattern: string, flags: string, language: RegexLanguage): RegexTree {
  const parser = new RegexParser(pattern);
  const leading = language === 'python' ? /^\(\?([aiLmsux]+)\)/.exec(pattern)?.[1] : undefined;
  const root = parser.choice(syntaxOf(language, flags + (leading ?? '')), 0);
  if (!parser.reader.isAtEnd) throw new UnreadableRegex('A parenthesis is not opened.');
  return { root, groups: parser.groups, names: parser.names };
}

class RegexParser {
  readonly reader: PatternReader;
  groups = 0;
  readonly names = new Map<string, number>();

  constructor(pattern: string) {
    this.reader = new PatternReader(pattern);
  }

  /** Alternatives up to a closing parenthesis or the end. */
  choice(outer: Syntax, nesting: number): RegexNode {
    if (nesting > maximumNesting) throw new UnreadableRegex('Groups are nested too deeply.');
    const options = [this.sequence(outer, nesting)];
    while (this.reader.take('|')) options.push(this.sequence(outer, nesting));
    const [only] = options;
    return only && options.length === 1 ? only : { kind: 'choice', options };
  }

  private sequence(outer: Syntax, nesting: number): RegexNode {
    const parts: RegexNode[] = [];
    let syntax = outer;
    while (!this.reader.isAtEnd && !this.reader.startsWith('|') && !this.reader.startsWith(')')) {
      if (syntax.isVerbose && this.reader.match(/(?:[ \t\n\r\f\v]+|#[^\n]*)/y)) continue;
      const flags = syntax.isPython ? this.reader.match(/\(\?([aiLmsux]+)\)/y) : undefined;
      if (flags) syntax = withFlags(syntax, flags[1] ?? '', '');
      else if (!this.reader.match(/\(\?#[^)]*\)/y)) parts.push(this.term(syntax, nesting));
    }
    const [only] = parts;
    return only && parts.length === 1 ? only : { kind: 'sequence', parts };
  }

  /** One atom with the quantifiers after it. */
  private term(syntax: Syntax, nesting: number): RegexNode {
    const start = this.reader.at;
    let node = this.atom(syntax, nesting);
    if (syntax.isVerbose) this.reader.match(/[ \t\n\r\f\v]+/y);
    const quantifier = readQuantifier(this.reader, syntax);
    if (quantifier) node = { kind: 'repeat', body: node, ...quantifier, span: { start, end: this.reader.at } };
    return node;
  }

  private atom(syntax: Syntax, nesting: number): RegexNode {
    const { reader } = this;
    if (reader.take('(')) return this.group(syntax, nesting);
    if (reader.take('[')) return { kind: 'set', set: readClass(reader, syntax) };
    if (reader.take('\\')) return this.escape(syntax);
    if (reader.take('.')) return { kind: 'set', set: dotOf(syntax) };
    if (reader.take('^')) return assertion(syntax.isMultiline ? 'line-start' : 'text-start');
    if (reader.take('$')) return assertion(syntax.isMultiline ? 'line-end' : 'text-end');
    if (reader.match(/[*+?]/y)) throw new UnreadableRegex('There is nothing to repeat.');
    return setNode(single(reader.next().codePointAt(0) ?? 0), syntax);
  }

  private escape(syntax: Syntax): RegexNode {
    const { reader } = this;
    if (reader.take('b')) return assertion('boundary');
    if (reader.take('B')) return assertion('no-boundary');
    if (syntax.isPython && reader.take('A')) return assertion('text-start');
    if (syntax.isPython && reader.match(/[zZ]/y)) return assertion('text-end');
    const named = syntax.isPython ? undefined : reader.match(/k<([^<>]+)>/y);
    if (named) return this.backReference(named[1] ?? '', syntax);
    const numbered = reader.match(/[1-9][0-9]?/y);
    if (numbered) return this.backReference(Number(numbered[0]), syntax);
    return setNode(readCharacterEscape(reader, syntax, false), syntax);
  }

  private backReference(group: number | string, { ignoresCase }: Syntax): RegexNode {
    return { kind: 'back-reference', group, ignoresCase };
  }

  private group(syntax: Syntax, nesting: number): RegexNode {
    const opening = readGroupOpening(this.reader, syntax);
    if (opening.kind === 'back-reference') return this.backReference(opening.group, syntax);
    const group = opening.kind === 'capture' ? this.numbered(opening.name) : 0;
    const inner = opening.kind === 'plain' ? withFlags(syntax, opening.on, opening.off) : syntax;
    const body = this.choice(inner, nesting + 1);
    this.reader.expect(')');
    return wrapped(opening, body, group);
  }

  private numbered(name: string | undefined): number {
    this.groups += 1;
    if (name !== undefined) this.names.set(name, this.groups);
    return this.groups;
  }
}

function wrapped(opening: GroupOpening, body: RegexNode, group: number): RegexNode {
  switch (opening.kind) {
    case 'capture':
      return { kind: 'capture', group, body };
    case 'atomic':
      return { kind: 'atomic', body };
    case 'look':
      return { kind: 'look', body, isBehind: opening.isBehind, isNegative: opening.isNegative };
    case 'condition': {
      const [yes = empty, no = empty] = body.kind === 'choice' ? body.options : [body];
      return { kind: 'condition', group: opening.group, yes, no };
    }
    default:
      return body;
  }
}

const assertion = (one: Assertion): RegexNode => ({ kind: 'assertion', assertion: one });

const setNode = (set: CharacterSet, { ignoresCase }: Syntax): RegexNode => ({
  kind: 'set',
  set: ignoresCase ? withBothCases(set) : set,
});

const dotOf = ({ dotMatchesAll, isPython }: Syntax) =>
  dotMatchesAll ? anyCharacter : exceptLineEnds[isPython ? 'python' : 'javascript'];
