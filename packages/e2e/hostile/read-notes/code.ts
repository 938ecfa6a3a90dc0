import { readdirSync, readFileSync } from 'node:fs';

export function readNotes(folder: string): string[] {
  return readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}
