import { randomBytes, timingSafeEqual } from 'node:crypto';
import { agentKeyPattern } from '@dtr/contracts';
import type { Digest, KeyId } from '../ids.ts';
import { sha256Of } from '../sha256.ts';
import { checksumOf } from './checksum.ts';

const form = new RegExp(agentKeyPattern);
const checksumChars = 6;
const secretBytes = 32;
const keyIdDigits = 16;

/** A new key: 256 random bits behind `dtr_`, and a checksum so that leaks can be scanned for. */
export function newAgentKey(random: (bytes: number) => Buffer = randomBytes): string {
  const secret = `dtr_${random(secretBytes).toString('base64url')}`;
  return `${secret}${checksumOf(secret)}`;
}

/** Whether a text can be a key at all; nothing else is worth a look into the table. */
export function isAgentKey(text: string): boolean {
  return form.test(text) && checksumOf(text.slice(0, -checksumChars)) === text.slice(-checksumChars);
}

/** What is kept of a key. A plain digest will do: there is no guessing 256 random bits, however fast each guess is. */
export const hashOfKey = (key: string): Digest => sha256Of(key);

/** The beginning of the hash: it finds the key, names it in logs, and opens nothing. */
export const keyIdOf = (hash: Digest): KeyId =>
  `key-${hash.slice('sha256:'.length, 'sha256:'.length + keyIdDigits)}` as KeyId;

/** Takes the same time wherever the two differ. */
export function isSameHash(left: Digest, right: Digest): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
