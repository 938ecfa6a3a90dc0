import type { Json } from '@dtr/contracts';
import { snippetOf } from '../analysis/violations.ts';
import { isJsonObject } from '../schema/schema-parts.ts';
import { resolvePointer } from '../schema/walk-schema.ts';
import { findSecrets } from '../text/secrets/find-secrets.ts';
import type { WordsContext } from './words-context.ts';

/** Members of an object or list that are written out; a snippet has no room for more. */
const shownMembers = 12;

/** What stands at a place beside the code, as a snippet: shortened, and with stars where a secret stands. */
export function snippetAt(pointer: string, { source, words, parameters, returns }: WordsContext): string {
  const draft = { ...words, ...(parameters ? { parameters } : {}), ...(returns ? { returns } : {}) };
  const value = resolvePointer(draft as Parameters<typeof resolvePointer>[0], `#${pointer}`);
  if (value === undefined) return '';
  const { text, column } = masked(typeof value === 'string' ? value : member(lastKeyOf(pointer), value));
  return snippetOf(source.conceal(text), column);
}

/** Also where the first secret begins: a long text is shown from a little before it. */
function masked(value: string): { readonly text: string; readonly column: number } {
  // As in code: a text that is a secret as a whole stands between quotes.
  let text = `"${value}"`;
  const found = findSecrets(text);
  for (const { span } of found)
    text = text.slice(0, span.start) + '*'.repeat(span.end - span.start) + text.slice(span.end);
  const first = Math.min(...found.map(({ span }) => span.start));
  return { text: text.slice(1, -1).replaceAll(/\s/g, ' '), column: Number.isFinite(first) ? Math.max(1, first) : 1 };
}

const lastKeyOf = (pointer: string) =>
  pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');

/** One level deep, so that no schema is too deep or too large for it. */
function member(key: string, value: Json): string {
  const inner = (one: Json) => (typeof one === 'object' && one !== null ? '…' : JSON.stringify(one));
  const list = Array.isArray(value)
    ? `[${value.slice(0, shownMembers).map(inner).join(', ')}]`
    : isJsonObject(value)
      ? `{${Object.entries(value)
          .slice(0, shownMembers)
          .map(([name, one]) => `${JSON.stringify(name)}: ${inner(one)}`)
          .join(', ')}}`
      : inner(value);
  return `${JSON.stringify(key)}: ${list}`;
}
