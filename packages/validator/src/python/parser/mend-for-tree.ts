import type { SourceText } from '../../analysis/source-text.ts';
import { skipString } from '../../text/skip-string.ts';

/** Text that is put into the copy of the code from which the tree is read; offsets are those of the copy. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

const exceptClause = /^[ \t]*except\b\*?[ \t]*/;
const starredMatch = /^[ \t]*match[ \t]+(?=\*)/;

/**
 * What py-ast lacks of Python 3.14, written the older way: `except A, B:` and `match *a, b:` in parentheses, `yield;`
 * with its None. `at` is where py-ast stopped. Absent when the error there is another one.
 */
export function mendForTree(source: SourceText, at: number): readonly Insertion[] | undefined {
  const { code, lineStarts, positionOf } = source;
  const lineStart = lineStarts[positionOf(at).line - 1] ?? 0;
  if (/\byield[ \t]*$/.test(code.slice(lineStart, at)) && code.charAt(at) === ';') return [{ at, text: ' None' }];
  const [head] = exceptClause.exec(code.slice(lineStart)) ?? starredMatch.exec(code.slice(lineStart)) ?? [];
  const end = head === undefined ? undefined : endOfHeader(code, lineStart + head.length);
  if (head === undefined || end === undefined || end + 1 < at) return undefined;
  return [
    { at: lineStart + head.length, text: '(' },
    { at: end, text: ')' },
  ];
}

/** The colon that ends a compound statement's header. */
function endOfHeader(code: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    const string = skipString(code, at, 'python', '(');
    if (string) {
      at = string.end - 1;
      continue;
    }
    const character = code.charAt(at);
    if (character === ':' && depth === 0) return at;
    if (character === '\n' && depth === 0) return undefined;
    depth += Number('([{'.includes(character)) - Number(')]}'.includes(character));
  }
  return undefined;
}
