import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { zipFolder } from './zip.ts';

describe('zipFolder', () => {
  const made: string[] = [];
  const folderWith = (files: Record<string, string>, modified: Date) => {
    const dir = mkdtempSync(join(tmpdir(), 'zip-'));
    made.push(dir);
    mkdirSync(join(dir, 'sub'));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(dir, name), text);
      utimesSync(join(dir, name), modified, modified);
    }
    return dir;
  };
  afterAll(() => {
    for (const dir of made) rmSync(dir, { recursive: true });
  });

  it('gives the same bytes for the same files, whatever their dates and the order they were written in', () => {
    const first = zipFolder(folderWith({ 'index.js': 'one', 'sub/a.txt': 'two' }, new Date('2020-01-01')));
    const second = zipFolder(folderWith({ 'sub/a.txt': 'two', 'index.js': 'one' }, new Date('2026-06-01')));

    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('keeps names and contents', () => {
    const files = unzipSync(zipFolder(folderWith({ 'index.js': 'one', 'sub/a.txt': 'two' }, new Date())));

    expect(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual({
      'index.js': 'one',
      'sub/a.txt': 'two',
    });
  });
});
