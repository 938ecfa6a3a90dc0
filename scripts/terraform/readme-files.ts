import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terraformDir, terraformFolders } from './folders.ts';
import { withTables } from './readme-tables.ts';

const overview = join(terraformDir, 'README.md');

/** The page that lists every gate on `emulated`. */
export function readGateList(): string {
  return existsSync(overview) ? readFileSync(overview, 'utf8') : '';
}

/** Writes the tables of every README anew. */
export function writeTables(): void {
  for (const { dir, readme, blocks } of terraformFolders())
    writeFileSync(join(dir, 'README.md'), withTables(readme, blocks));
}
