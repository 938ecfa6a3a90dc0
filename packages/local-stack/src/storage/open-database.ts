import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DatabaseDefinition {
  readonly file: string;
  /** Statements that create an empty database. */
  readonly schema: string;
  /** Raised with every change of the schema; a file of another version is refused, never guessed at. */
  readonly version: number;
}

/**
 * Opens a database file, creating it when absent. What is committed survives the end of the process, also by SIGKILL;
 * a power cut may take the last moments, since the disk is not waited for.
 */
export function openDatabase({ file, schema, version }: DatabaseDefinition): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
  const found = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (found === version) return database;
  if (found === 0) {
    inTransaction(database, () => database.exec(`${schema}; PRAGMA user_version = ${version}`));
    return database;
  }
  database.close();
  throw new Error(`${file} was written by another version (${found}, not ${version}); remove it to start afresh`);
}

/** All of the work or none of it. The work must not wait for anything: nothing else may write in between. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
