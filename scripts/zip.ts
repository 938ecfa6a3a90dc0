import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** A zip holds local time; a fixed one makes the bytes depend on the contents alone. 1980 is the earliest it can say. */
const fixedTime = new Date(1980, 0, 1);
const unix = 3;
const readableFile = 0o100644 * 0x10000;

/** Zips a folder so that the same files give the same bytes, whoever runs it and when. */
export function zipFolder(dir: string): Uint8Array {
  const entries: Zippable = {};
  for (const path of filesBelow(dir)) {
    const name = relative(dir, path).replaceAll('\\', '/');
    entries[name] = [readFileSync(path), { level: 9, mtime: fixedTime, os: unix, attrs: readableFile }];
  }
  return zipSync(entries);
}

/** Every file below a folder, in an order that does not depend on the file system. */
export function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
