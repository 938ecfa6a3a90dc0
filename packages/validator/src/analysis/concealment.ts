import type { Span } from './source-text.ts';

/** What reports show of code that holds secrets. */
export interface Concealment {
  /** The code with stars in the place of each character of a secret: offsets stay what they are. */
  readonly code: string;
  conceal(text: string): string;
}

/** Shorter pieces, such as the first of a secret that is put together, stand in ordinary text as well. */
const leastChars = 6;

export function createConcealment(code: string, spans: readonly Span[]): Concealment {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  let shown = '';
  for (const { start, end } of ordered) {
    const from = Math.max(start, shown.length);
    if (end <= from) continue;
    shown += code.slice(shown.length, from) + code.slice(from, end).replaceAll(/[^\n]/g, '*');
  }
  shown += code.slice(shown.length);
  const secrets = [...new Set(spans.map(({ start, end }) => code.slice(start, end)))].filter(
    ({ length }) => length >= leastChars,
  );
  return {
    code: shown,
    conceal: (text) => secrets.reduce((kept, secret) => kept.replaceAll(secret, '***'), text),
  };
}
