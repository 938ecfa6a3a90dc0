const ESCAPE_OR_RESERVED = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~]/gu;
const RESERVED = /[^A-Za-z0-9\-._~]/gu;

const percent = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
const encodeBytes = (text: string) => [...Buffer.from(text)].map(percent).join('');

/** RFC 3986 encoding of everything that is not unreserved; `/` and `%` too. */
export const percentEncode = (text: string): string => text.replace(RESERVED, encodeBytes);

function respell(match: string): string {
  if (!/^%[0-9a-fA-F]{2}$/.test(match)) return encodeBytes(match);
  const byte = Number.parseInt(match.slice(1), 16);
  return byte < 0x80 ? percentEncode(String.fromCharCode(byte)) : percent(byte);
}

/** One spelling for all spellings of the same bytes: what is escaped needlessly, or not at all, reads alike afterwards. */
export const canonicalComponent = (raw: string): string => raw.replace(ESCAPE_OR_RESERVED, respell);

/** Names and values of a query string in canonical spelling, in the order sent; `+` is a space, a missing value is empty. */
export function parseQuery(query: string): (readonly [name: string, value: string])[] {
  return query
    .replaceAll('+', '%20')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [canonicalComponent(name), canonicalComponent(value)] as const;
    });
}

/** Path and query of a request target. */
export function splitTarget(target: string): { path: string; query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}
