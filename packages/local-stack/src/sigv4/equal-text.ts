import { createHash, timingSafeEqual } from 'node:crypto';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Compares secrets in a time that depends on neither text. */
export const isEqualText = (a: string, b: string): boolean => timingSafeEqual(sha256(a), sha256(b));
