import type { Language, ToolSummary } from '@dtr/contracts';

/** What a list keeps. `q` holds words: each must stand, in any case, somewhere in name, title, description or tags. */
export interface ToolFilter {
  readonly language?: Language;
  readonly tag?: string;
  readonly q?: string;
}

/** Binds a filter once, so that a long list does not split the words again for each tool. */
export function makeToolFilter({ language, tag, q = '' }: ToolFilter): (summary: ToolSummary) => boolean {
  const words = wordsOf(q);
  return (summary) =>
    (language === undefined || summary.language === language) &&
    (tag === undefined || summary.tags.includes(tag)) &&
    containsAll(summary, words);
}

function containsAll({ name, title = '', description, tags }: ToolSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = folded([name, title, description, ...tags].join('\n'));
  return words.every((word) => text.includes(word));
}

function wordsOf(q: string): readonly string[] {
  return folded(q)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
