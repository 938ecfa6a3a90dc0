import type { ScannedText, TokenScan } from './scan-tokens.ts';

/** Something that the code says in words, where it stands, without quotes and comment marks. */
export interface CodeText {
  readonly kind: 'comment' | 'string';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Longer texts are read up to here. */
const maximumChars = 100_000;
const comments = /^\s*(?:#|\/\/|\/\*+|\*+\/?)+|\*+\/$/gm;
const opening = /^[a-zA-Z]{0,3}("""|'''|["'`])/;

/** Comments and strings; lines of comments that follow one another, and strings that are put together, are one text. */
export function readTexts(code: string, { texts }: Pick<TokenScan, 'texts'>): CodeText[] {
  const groups: ScannedText[][] = [];
  for (const text of texts) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && belongTogether(before, text, code)) last.push(text);
    else groups.push([text]);
  }
  return groups.flatMap((group) => textOf(group, code) ?? []);
}

function belongTogether(before: ScannedText, text: ScannedText, code: string): boolean {
  if (before.isComment !== text.isComment) return false;
  const gap = code.slice(before.end, Math.min(text.start, before.end + 60));
  if (text.isComment) return gap.trim() === '' && !gap.includes('\n\n');
  if (text.start - before.end > 50) return false;
  // `'a' 'b'`, `'a' + 'b'`, `x += 'b'`; in a list only pieces that leave room for the next word.
  if (/^[\s+\\()]*$/.test(gap) || /^\)?;?\s*[\w.]{1,40}\s*\+=\s*$/.test(gap)) return true;
  const meets = `${code.charAt(before.end - 2)}${code.charAt(text.start + 1)}`;
  return /^\s*,\s*$/.test(gap) && meets.includes(' ');
}

function textOf(group: readonly ScannedText[], code: string): CodeText | undefined {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last || isRegex(first, code)) return undefined;
  const text = group.map((one) => contentOf(one, code)).join(first.isComment ? '\n' : '');
  return { kind: first.isComment ? 'comment' : 'string', text, start: first.start, end: last.end };
}

const isRegex = ({ start, isComment }: ScannedText, code: string) => !isComment && code.charAt(start) === '/';

function contentOf({ start, end, isComment }: ScannedText, code: string): string {
  const written = code.slice(start, Math.min(end, start + maximumChars));
  if (isComment) return written.replaceAll(comments, '').trim();
  const quote = opening.exec(written)?.[1] ?? '';
  const body = written.slice(quote.length, end - start > maximumChars ? undefined : -quote.length || undefined);
  return unescaped(body);
}

const simple = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\n'],
  ['\n', ''],
]);

/** What the escapes of both languages mean; the others stay as they are. */
function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,5})\}|([\s\S]))/g,
    (_, hex, unit, braced, one) => {
      const code = hex ?? unit ?? braced;
      return code === undefined ? (simple.get(one) ?? one) : String.fromCodePoint(Number.parseInt(code, 16));
    },
  );
}
