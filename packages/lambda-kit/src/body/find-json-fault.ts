/** Where a text stops being JSON (RFC 8259). Lines and columns count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

type Expectation = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or ]' | ', or }' | 'end';

const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const inWords: Readonly<Record<Expectation, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  'name or }': 'a member name in double quotes or }',
  name: 'a member name in double quotes',
  ':': 'a colon',
  ', or ]': 'a comma or ]',
  ', or }': 'a comma or }',
  end: 'the end of the text',
};

/** Reads in one pass and without recursion: the text may be hostile. `undefined` when it is JSON after all. */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('[' | '{')[] = [];
  let expectation: Expectation = 'value';
  for (let at = skip(space, text, 0); ; at = skip(space, text, at)) {
    if (at === text.length && expectation === 'end') return undefined;
    const length = tokenLength(text, at, expectation);
    if (length === 0) return { ...positionOf(text, at), expected: inWords[expectation] };
    expectation = next(text.charAt(at), expectation, open);
    at += length;
  }
}

function tokenLength(text: string, at: number, expectation: Expectation): number {
  const char = text.charAt(at);
  switch (expectation) {
    case 'value':
      return char === '[' || char === '{' ? 1 : scalarLength(text, at);
    case 'value or ]':
      return char === '[' || char === '{' || char === ']' ? 1 : scalarLength(text, at);
    case 'name or }':
      return char === '}' ? 1 : stringLength(text, at);
    case 'name':
      return stringLength(text, at);
    case 'end':
      return 0;
    default:
      return char !== '' && expectation.split(' or ').includes(char) ? 1 : 0;
  }
}

function scalarLength(text: string, at: number): number {
  return text.charAt(at) === '"' ? stringLength(text, at) : skip(scalar, text, at) - at;
}

/** By hand: a pattern that repeats alternatives keeps a place to go back to for every character of a hostile string. */
function stringLength(text: string, at: number): number {
  if (text.charAt(at) !== '"') return 0;
  for (let end = at + 1; end < text.length; ) {
    const char = text.charAt(end);
    if (char === '"') return end + 1 - at;
    const next = char === '\\' ? skip(escapeSequence, text, end) : end + Number(char >= ' ');
    if (next === end) return 0;
    end = next;
  }
  return 0;
}

/** What may follow a token, given its first character. Keeps `open` in step. */
function next(char: string, expectation: Expectation, open: ('[' | '{')[]): Expectation {
  if (expectation === 'name' || (expectation === 'name or }' && char !== '}')) return ':';
  if (expectation === ':') return 'value';
  if (char === ',') return open.at(-1) === '[' ? 'value' : 'name';
  if (char === '[' || char === '{') {
    open.push(char);
    return char === '[' ? 'value or ]' : 'name or }';
  }
  if (char === ']' || char === '}') open.pop();
  const around = open.at(-1);
  if (around === undefined) return 'end';
  return around === '[' ? ', or ]' : ', or }';
}

/** Where a match that starts at `at` ends; `at` itself when there is none. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function positionOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1 };
}
