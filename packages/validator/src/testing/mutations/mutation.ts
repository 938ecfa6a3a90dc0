import type { Span } from '../../analysis/source-text.ts';

export type MutationKind = 'rename' | 'alias' | 'split' | 'wrap' | 'reorder';

export interface Edit extends Span {
  readonly text: string;
}

/** A way to write the same program otherwise: all edits together, none overlapping. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly edits: readonly Edit[];
}

export function applied(code: string, { edits }: Mutation): string {
  const ordered = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  return ordered.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
}

/** How often a name stands in the text, in strings and comments too: only what is known in full can be renamed. */
export function occurrencesOf(name: string, code: string): number {
  return code.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))?.length ?? 0;
}

/** A name that the code does not have yet. */
export function freshName(code: string): string {
  for (let count = 0; ; count += 1) {
    const name = `held${count}`;
    if (!code.includes(name)) return name;
  }
}

/** Two neighbours change places. */
export function swapped(code: string, first: Span, second: Span): Mutation {
  const edits = [
    { ...first, text: code.slice(second.start, second.end) },
    { ...second, text: code.slice(first.start, first.end) },
  ];
  return { kind: 'reorder', edits };
}
