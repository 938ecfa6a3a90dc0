import type { PatternReader } from './pattern-reader.ts';
import { UnreadableRegex } from './regex-tree.ts';
import type { Syntax } from './syntax.ts';

/** What follows an opening parenthesis. */
export type GroupOpening =
  | { readonly kind: 'capture'; readonly name?: string }
  | { readonly kind: 'plain'; readonly on: string; readonly off: string }
  | { readonly kind: 'atomic' }
  | { readonly kind: 'look'; readonly isBehind: boolean; readonly isNegative: boolean }
  | { readonly kind: 'condition'; readonly group: number | string }
  | { readonly kind: 'back-reference'; readonly group: string };

/** Reads up to where the body of the group begins; over the whole of `(?P=name)`. */
export function readGroupOpening(reader: PatternReader, { isPython }: Syntax): GroupOpening {
  if (!reader.take('?')) return { kind: 'capture' };
  const look = reader.match(/(<?)([=!])/y);
  if (look) return { kind: 'look', isBehind: look[1] === '<', isNegative: look[2] === '!' };
  const name = reader.match(isPython ? /P<(\w+)>/y : /<([^<>]+)>/y)?.[1];
  if (name !== undefined) return { kind: 'capture', name };
  const flags = reader.match(/([aiLmsux]*)(?:-([imsx]+))?:/y);
  if (flags) return { kind: 'plain', on: flags[1] ?? '', off: flags[2] ?? '' };
  const own = isPython ? pythonOpening(reader) : undefined;
  if (!own) throw new UnreadableRegex(`An unknown group opens at ${reader.at}.`);
  return own;
}

function pythonOpening(reader: PatternReader): GroupOpening | undefined {
  if (reader.take('>')) return { kind: 'atomic' };
  const reference = reader.match(/P=(\w+)\)/y)?.[1];
  if (reference !== undefined) return { kind: 'back-reference', group: reference };
  const condition = reader.match(/\((\w+)\)/y)?.[1];
  if (condition === undefined) return undefined;
  return { kind: 'condition', group: /^\d+$/.test(condition) ? Number(condition) : condition };
}
