import type { Language } from '@dtr/contracts';

/** How far a comment, string or regular expression reaches. `hole`: it stops after a template's `${`. */
export interface Skipped {
  readonly end: number;
  readonly hole: boolean;
  readonly isComment: boolean;
}

const comment = (end: number): Skipped => ({ end, hole: false, isComment: true });
const literal = (end: number): Skipped => ({ end, hole: false, isComment: false });

/** After these a slash divides; after anything else it opens a regular expression. */
const dividend = /[\w$)\]}"]$/;
const wordsBeforeRegex = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'else']);

/**
 * Where the literal or comment that begins at `at` ends; absent when none begins there. `previous` is the last token:
 * it decides what a slash means, and '`' says that a template goes on here.
 */
export function skipString(code: string, at: number, language: Language, previous: string): Skipped | undefined {
  if (language === 'python') return skipPython(code, at);
  if (previous === '`') return skipTemplate(code, at);
  const character = code.charAt(at);
  if (character === '"' || character === "'") return literal(endOfQuoted(code, at + 1, character, true));
  if (character === '`') return skipTemplate(code, at + 1);
  if (character !== '/') return undefined;
  const next = code.charAt(at + 1);
  if (next === '/') return comment(endOfLine(code, at));
  if (next === '*') return comment(after(code, '*/', at + 2));
  const divides = dividend.test(previous) && !wordsBeforeRegex.has(previous);
  return divides ? undefined : literal(endOfRegex(code, at + 1));
}

function skipPython(code: string, at: number): Skipped | undefined {
  const character = code.charAt(at);
  if (character === '#') return comment(endOfLine(code, at));
  if (character !== '"' && character !== "'") return undefined;
  const triple = character.repeat(3);
  if (code.startsWith(triple, at)) return literal(endOfQuoted(code, at + 3, triple, false));
  return literal(endOfQuoted(code, at + 1, character, true));
}

function skipTemplate(code: string, from: number): Skipped {
  for (let at = from; at < code.length; at += 1) {
    const character = code.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '`') return literal(at + 1);
    else if (character === '$' && code.charAt(at + 1) === '{') return { end: at + 2, hole: true, isComment: false };
  }
  return literal(code.length);
}

function endOfQuoted(code: string, from: number, quote: string, isOneLine: boolean): number {
  for (let at = from; at < code.length; at += 1) {
    const character = code.charAt(at);
    if (character === '\\') at += 1;
    else if (code.startsWith(quote, at)) return at + quote.length;
    else if (isOneLine && character === '\n') return at;
  }
  return code.length;
}

function endOfRegex(code: string, from: number): number {
  let isInClass = false;
  for (let at = from; at < code.length; at += 1) {
    const character = code.charAt(at);
    if (character === '\n') return at;
    if (character === '\\') at += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    else if (character === '/' && !isInClass) return at + 1;
  }
  return code.length;
}

const endOfLine = (code: string, at: number) => after(code, '\n', at);

function after(code: string, mark: string, from: number): number {
  const found = code.indexOf(mark, from);
  return found === -1 ? code.length : found + mark.length;
}
