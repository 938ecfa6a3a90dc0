import type { HttpEvent, HttpHeaders } from './http-event.ts';

/** How the caller would like to be answered. Both together: wait, and answer without the outcome when the time is over. */
export interface Preferences {
  readonly respondAsync?: true;
  readonly waitSeconds?: number;
}

// None of these can fail after something of any length, so that no header takes longer than its length.
const betweenCommas = /(?:"(?:[^"\\]|\\[\s\S])*"?|[^",])+/g;
const betweenSemicolons = /(?:"(?:[^"\\]|\\[\s\S])*"?|[^";])+/g;
const nameAndValue = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*=[ \t]*([\s\S]*))?$/;
const tokenOrNothing = /^[!#$%&'*+.^_`|~0-9A-Za-z-]*$/;
const quotedString = /^"((?:[^"\\]|\\[\s\S])*)"$/;
const wholeSeconds = /^[0-9]+$/;

/** `Prefer` (RFC 7240). What is not known or cannot be read is ignored, as the standard wants; of repeated ones the first counts. */
export function preferencesOf({ headers }: HttpEvent): Preferences {
  const stated = statedIn(headers.prefer ?? '');
  const wait = stated.get('wait') ?? '';
  return {
    ...(stated.get('respond-async') === '' && { respondAsync: true }),
    ...(wholeSeconds.test(wait) && { waitSeconds: Number(wait) }),
  };
}

/** Values by the names of preferences in lower case; an empty value means the same as none. Parameters are left out: ours have none. */
function statedIn(header: string): ReadonlyMap<string, string> {
  const stated = new Map<string, string>();
  for (const [element] of header.matchAll(betweenCommas)) {
    const [, name, text = ''] = nameAndValue.exec(element.match(betweenSemicolons)?.[0].trim() ?? '') ?? [];
    const value = readWord(text);
    if (name !== undefined && value !== undefined && !stated.has(name.toLowerCase()))
      stated.set(name.toLowerCase(), value);
  }
  return stated;
}

function readWord(text: string): string | undefined {
  return tokenOrNothing.test(text) ? text : quotedString.exec(text)?.[1]?.replace(/\\([\s\S])/g, '$1');
}

/** The header that says which preferences were followed; none when none was. */
export function preferenceApplied({ respondAsync, waitSeconds }: Preferences): HttpHeaders {
  const wait = waitSeconds === undefined ? [] : [`wait=${waitSeconds}`];
  const applied = [...(respondAsync ? ['respond-async'] : []), ...wait];
  return applied.length === 0 ? {} : { 'preference-applied': applied.join(', ') };
}
