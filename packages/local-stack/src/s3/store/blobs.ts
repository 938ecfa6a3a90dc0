import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** The bytes of objects and parts: one file each, named by chance, never changed after it has its name. */
export interface Blobs {
  /** Takes all bytes, or leaves no trace when the source fails. Nothing points at the blob until the caller stores its name. */
  add(source: AsyncIterable<Uint8Array>): Promise<string>;
  /** Opens at once, so that a later removal does not disturb the reader. `end` is inclusive. */
  read(blob: string, range?: { readonly start: number; readonly end: number }): Readable;
  remove(blobs: readonly string[]): void;
  /** Removes what no row names: bytes whose row was never written, or whose row went before them. */
  sweep(isKnown: (blob: string) => boolean): number;
}

export function createBlobs(folder: string): Blobs {
  const incoming = join(folder, 'incoming');
  const stored = join(folder, 'objects');
  const pathOf = (blob: string) => join(stored, blob.slice(0, 2), blob);
  const discard = (path: string) => rmSync(path, { force: true });
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true });
  mkdirSync(stored, { recursive: true });

  return {
    async add(source) {
      const blob = randomUUID();
      const temporary = join(incoming, blob);
      try {
        await writeAll(temporary, source);
        await mkdir(dirname(pathOf(blob)), { recursive: true });
        await rename(temporary, pathOf(blob));
        return blob;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: (blob, range = { start: 0, end: Number.POSITIVE_INFINITY }) =>
      createReadStream('', { fd: openSync(pathOf(blob), 'r'), ...range }),
    remove: (blobs) => blobs.map(pathOf).forEach(discard),
    sweep(isKnown) {
      const orphans = readdirSync(stored, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !isKnown(entry.name))
        .map((entry) => entry.name);
      orphans.map(pathOf).forEach(discard);
      return orphans.length;
    },
  };
}

async function writeAll(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const bytes of source) await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}
