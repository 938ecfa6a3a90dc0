import type { AuthorizerEvent } from './authorizer-event.ts';

const bearer = /^bearer +(.*)$/is;

/**
 * The key that was sent: `Authorization: Bearer` or `x-api-key`. Another scheme of `Authorization` is not ours. Two different keys are
 * given as one text, which is none: nobody says which of them is meant.
 */
export function sentKey({ headers = {} }: AuthorizerEvent): string | undefined {
  const sent = [bearer.exec(headers.authorization?.trim() ?? '')?.[1], headers['x-api-key']?.trim()];
  const keys = new Set(sent.filter((key) => key !== undefined));
  return keys.size === 0 ? undefined : [...keys].join(' ');
}
