import { createHash } from 'node:crypto';
import type { Digest } from './ids.ts';

/** Digest of a text's UTF-8 bytes. */
export function sha256Of(text: string): Digest {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}` as Digest;
}
