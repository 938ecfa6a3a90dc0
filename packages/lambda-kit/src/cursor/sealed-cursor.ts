import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type AgentId, AppError, type Clock } from '@dtr/core';

const ivBytes = 12;
const tagBytes = 16;
const validMs = 24 * 60 * 60 * 1_000;

/** What a cursor belongs to: with another agent or another query it does not open. */
export interface CursorScope {
  readonly agent: AgentId;
  /** The list and its parameters, without `limit` and `cursor`. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** Turns list positions into opaque text and back. Positions may tell of keys, so they are encrypted, not only signed. */
export interface CursorSealer {
  seal(position: string, scope: CursorScope): string;
  /** Throws `cursor.invalid` for anything that `seal` did not make for this scope within 24 hours. */
  open(cursor: string, scope: CursorScope): string;
}

/** AES-256-GCM; `key` has 32 bytes and is the same for every instance of the function. */
export function createCursorSealer({ key, clock }: { readonly key: Buffer; readonly clock: Clock }): CursorSealer {
  return {
    seal(position, scope) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(scopeDigest(scope));
      const expiresAtMs = clock.now().getTime() + validMs;
      const sealed = [cipher.update(JSON.stringify([expiresAtMs, position]), 'utf8'), cipher.final()];
      return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString('base64url');
    },
    open(cursor, scope) {
      const [expiresAtMs, position] = JSON.parse(decrypt(key, cursor, scope));
      if (expiresAtMs <= clock.now().getTime()) throw invalidCursor();
      return position;
    },
  };
}

function decrypt(key: Buffer, cursor: string, scope: CursorScope): string {
  const bytes = Buffer.from(cursor, 'base64url');
  // Base64 decoders forgive foreign characters and spare bits; one cursor has exactly one text.
  if (bytes.length <= ivBytes + tagBytes || bytes.toString('base64url') !== cursor) throw invalidCursor();
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(scopeDigest(scope))
    .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw invalidCursor(cause);
  }
}

function scopeDigest({ agent, query }: CursorScope): Buffer {
  const sorted = Object.entries(query).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([agent, sorted]))
    .digest();
}

function invalidCursor(cause?: unknown): AppError {
  return new AppError('cursor.invalid', 'The cursor is not one that this list gave you in the last 24 hours.', {
    details: { hint: 'Start again without a cursor, and keep the other parameters the same from page to page.' },
    cause,
  });
}
