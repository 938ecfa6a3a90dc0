import type { IfMatch } from '@dtr/core';
import { type HttpEvent, headerOf } from './http-event.ts';
import { invalidRequest } from './invalid-request.ts';

const tag = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/y;
const separator = /[ \t]*,[ \t,]*/y;

/**
 * `If-Match` (RFC 9110) with its strong tags; `undefined` when it was not sent. Weak tags are left out: strong comparison
 * never matches them. Throws `request.invalid` when it is malformed.
 */
export function ifMatchOf(event: HttpEvent): IfMatch | undefined {
  const value = headerOf(event, 'if-match');
  if (value === undefined || value === '*') return value;
  return tagsOf(value).filter((text) => !text.startsWith('W/'));
}

/** Whether the request is for something that is not there yet: `If-None-Match: *`. Throws `request.invalid` on tags. */
export function isForNew(event: HttpEvent): boolean {
  const value = headerOf(event, 'if-none-match');
  if (value === undefined || value === '*') return value === '*';
  throw invalidRequest([{ pointer: '/headers/if-none-match', message: 'must be * here' }]);
}

function tagsOf(value: string): readonly string[] {
  const tags: string[] = [];
  for (let at = 0; ; ) {
    tags.push(read(tag, value, at));
    at += tags.at(-1)?.length ?? 0;
    if (at === value.length) return tags;
    at += read(separator, value, at).length;
  }
}

function read(pattern: RegExp, value: string, at: number): string {
  pattern.lastIndex = at;
  const text = pattern.exec(value)?.[0];
  if (text !== undefined) return text;
  throw invalidRequest([
    { pointer: '/headers/if-match', message: 'must be * or entity tags in double quotes, with commas between them' },
  ]);
}
