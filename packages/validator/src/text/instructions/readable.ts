/** Longer texts are looked at up to here. */
const maximumChars = 100_000;

const invisible = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u180e]/g;
const tags = /[\u{e0020}-\u{e007e}]/gu;
/** Letters with single spaces, dots or dashes between them. */
const spaced = /(?<![\p{L}\d])(?:\p{L}[ .\-_*·]){5,}\p{L}(?![\p{L}\d])/gu;
const encoded = /[A-Za-z0-9+/]{32,4000}={0,2}/g;
const leet = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['@', 'a'],
  ['$', 's'],
]);

/** A text as a model would read it: as it is, and what stands in it spaced out, in digits for letters, or encoded. */
export function readable(text: string): string[] {
  const hidden = text.replaceAll(tags, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000));
  const plain = hidden.slice(0, maximumChars).normalize('NFKC').replaceAll(invisible, '');
  const versions = [plain];
  // A wider gap is a gap between words.
  const joined = plain.replaceAll(spaced, (run) => run.replaceAll(/([\p{L}])[ .\-_*·](?=\p{L})/gu, '$1'));
  if (joined !== plain) versions.push(joined);
  if (/\p{L}[013457@$]\p{L}/u.test(plain))
    versions.push(plain.replaceAll(/[013457@$]/g, (digit) => leet.get(digit) ?? digit));
  for (const [chunk] of plain.matchAll(encoded)) versions.push(...decoded(chunk));
  return versions;
}

function decoded(chunk: string): string[] {
  const text = Buffer.from(chunk, 'base64').toString('utf8');
  const isText = text.length > 16 && !/[^\p{L}\p{M}\p{P}\p{Zs}\d\n\t$+<=>|~]/u.test(text);
  return isText ? [text.normalize('NFKC')] : [];
}
