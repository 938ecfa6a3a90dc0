import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction, openDatabase } from './open-database.ts';

describe('openDatabase', () => {
  let folder: string;
  const schema = 'CREATE TABLE note (text TEXT NOT NULL)';
  const open = (version: number) => openDatabase({ file: join(folder, 'deep', 'notes.db'), schema, version });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dtr-database-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('creates the file once and finds its content again', () => {
    const first = open(1);
    first.prepare('INSERT INTO note VALUES (?)').run('kept');
    first.close();
    const second = open(1);

    expect(second.prepare('SELECT text FROM note').all()).toEqual([{ text: 'kept' }]);
    second.close();
  });

  it('refuses a file of another version', () => {
    open(1).close();

    expect(() => open(2)).toThrow('written by another version (1, not 2)');
  });

  it('undoes a transaction that fails half way', () => {
    const database = open(1);
    const failing = () =>
      inTransaction(database, () => {
        database.prepare('INSERT INTO note VALUES (?)').run('gone');
        throw new Error('half way');
      });

    expect(failing).toThrow('half way');
    expect(database.prepare('SELECT count(*) AS notes FROM note').get()).toEqual({ notes: 0 });
    database.close();
  });
});
