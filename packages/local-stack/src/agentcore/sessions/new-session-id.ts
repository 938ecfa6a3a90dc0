import { randomBytes } from 'node:crypto';

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID, as the sessions of AWS are named: the time first, so that they sort by it. */
export function newSessionId(atMs: number): string {
  const time = Array.from({ length: 10 }, (_, index) => digits[Math.floor(atMs / 32 ** (9 - index)) % 32]);
  const chance = Array.from(randomBytes(16), (byte) => digits[byte % 32]);
  return [...time, ...chance].join('');
}
