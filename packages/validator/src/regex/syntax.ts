import type { Width } from './named-sets.ts';

/** The dialect and the flags that hold at a place of a pattern. */
export interface Syntax {
  readonly isPython: boolean;
  readonly width: Width;
  /** JavaScript's `u` or `v`: properties and code points in braces. */
  readonly isUnicode: boolean;
  /** JavaScript's `v`: classes in classes. */
  readonly hasNestedClasses: boolean;
  readonly ignoresCase: boolean;
  readonly isMultiline: boolean;
  readonly dotMatchesAll: boolean;
  /** Python's VERBOSE: white space and comments do not count. */
  readonly isVerbose: boolean;
}

export type RegexLanguage = 'python' | 'javascript';

/** What a language's flags mean: letters, as in `/…/gi` and `(?i)`. */
export function syntaxOf(language: RegexLanguage, flags: string): Syntax {
  const isPython = language === 'python';
  return {
    isPython,
    width: isPython && !flags.includes('a') ? 'unicode' : 'ascii',
    isUnicode: !isPython && /[uv]/.test(flags),
    hasNestedClasses: !isPython && flags.includes('v'),
    ignoresCase: flags.includes('i'),
    isMultiline: flags.includes('m'),
    dotMatchesAll: flags.includes('s'),
    isVerbose: isPython && flags.includes('x'),
  };
}

/** The flags after `(?ims-x`: some on, some off. */
export function withFlags(syntax: Syntax, on: string, off: string): Syntax {
  const set = (letter: string, before: boolean) => (on.includes(letter) ? true : off.includes(letter) ? false : before);
  const width = on.includes('a') ? 'ascii' : on.includes('u') ? 'unicode' : syntax.width;
  return {
    ...syntax,
    width: syntax.isPython ? width : syntax.width,
    ignoresCase: set('i', syntax.ignoresCase),
    isMultiline: set('m', syntax.isMultiline),
    dotMatchesAll: set('s', syntax.dotMatchesAll),
    isVerbose: syntax.isPython && set('x', syntax.isVerbose),
  };
}
