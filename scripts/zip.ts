import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipEntry, zipOf } from './zip-format.ts';

/** Zips a folder so that the same files give the same bytes, whoever runs it and when. */
export function zipFolder(dir: string): Buffer {
  return zipOf(filesBelow(dir).map((path) => zipEntry(relative(dir, path).replaceAll('\\', '/'), readFileSync(path))));
}

/** Every file below a folder, in an order that does not depend on the file system. */
export function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
