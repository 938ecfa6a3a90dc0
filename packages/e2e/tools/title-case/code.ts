const SMALL = new Set(
  'a an and as at but by en for if in nor of off on or per so the to up v vs via yet'.split(' '),
);

/** Keeps words with capitals inside (iPhone, NASA) and with dots (example.com) as they are. */
function capitalised(word: string): string {
  if (/\p{Ll}.*\p{Lu}|\p{Lu}.*\p{Lu}|\w\.\w/u.test(word)) return word;
  return word.toLowerCase().replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

/**
 * Writes an English headline in title case.
 * @param text The headline.
 * @param keep Words to leave exactly as given here, for example ["macOS"].
 */
function titleCase(text: string, keep: string[] = []): string {
  const kept = new Map(keep.map((word) => [word.toLowerCase(), word]));
  const shouted = text === text.toUpperCase();
  const words = (shouted ? text.toLowerCase() : text).trim().split(/\s+/);
  let startsPhrase = true;
  const styled = words.map((word, index) => {
    const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    const isEdge = startsPhrase || index === words.length - 1;
    startsPhrase = /[:.!?]["')]?$/.test(word);
    const fixed = kept.get(bare.toLowerCase());
    if (fixed !== undefined) return word.replace(bare, () => fixed);
    if (!isEdge && SMALL.has(bare.toLowerCase())) return word.toLowerCase();
    return word.split('-').map((part, place) => (place > 0 && SMALL.has(part) ? part : capitalised(part))).join('-');
  });
  return styled.join(' ');
}
