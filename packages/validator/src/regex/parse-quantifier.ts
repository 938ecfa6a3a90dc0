import type { PatternReader } from './pattern-reader.ts';
import type { RepeatNode } from './regex-tree.ts';
import type { Syntax } from './syntax.ts';

export type Quantifier = Pick<RepeatNode, 'least' | 'most' | 'mode'>;

/** `*`, `+`, `?`, `{2,5}` with `?` or, in Python, `+` after it; absent when none stands here. */
export function readQuantifier(reader: PatternReader, { isPython }: Syntax): Quantifier | undefined {
  const bounds = readBounds(reader, isPython);
  if (!bounds) return undefined;
  const [least, most] = bounds;
  if (reader.take('?')) return { least, most, mode: 'lazy' };
  return { least, most, mode: isPython && reader.take('+') ? 'possessive' : 'greedy' };
}

function readBounds(reader: PatternReader, isPython: boolean): readonly [number, number] | undefined {
  if (reader.take('*')) return [0, Number.POSITIVE_INFINITY];
  if (reader.take('+')) return [1, Number.POSITIVE_INFINITY];
  if (reader.take('?')) return [0, 1];
  const braces = reader.match(isPython ? /\{(\d*)(,?)(\d*)\}/y : /\{(\d+)(,?)(\d*)\}/y);
  if (!braces) return undefined;
  const [whole, from = '', comma, to = ''] = braces;
  // `{}` is text.
  if (from === '' && comma === '') {
    reader.at -= whole.length;
    return undefined;
  }
  const least = Number(from);
  if (!comma) return [least, least];
  return [least, to === '' ? Number.POSITIVE_INFINITY : Number(to)];
}
