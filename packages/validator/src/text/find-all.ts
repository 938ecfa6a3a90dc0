import type { Finding } from '../analysis/rule.ts';

/** One finding per match of a pattern that cannot backtrack (single characters or fixed runs of them). */
export function* findAll(code: string, pattern: RegExp, message: (found: string) => string): Generator<Finding> {
  for (const match of code.matchAll(pattern)) {
    const span = { start: match.index, end: match.index + match[0].length };
    yield { span, message: message(match[0]) };
  }
}

/** `U+202E` for a character. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
