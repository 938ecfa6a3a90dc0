import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from './start-error.ts';

/** The folder with everything that outlives the stack. */
export interface DataFolder {
  readonly dir: string;
  /** No stack has used it before. */
  readonly isNew: boolean;
  readonly credentialsFile: string;
  readonly endpointsFile: string;
  readonly keysFile: string;
  readonly dynamodb: string;
  readonly s3: string;
  readonly sqs: string;
  /** `key secret` of one agent in one line, for a shell's `read`. */
  keyFile(agent: string): string;
  unlock(): void;
}

/**
 * Opens the folder, creating it for its owner alone, and keeps every other stack out of it. The lock is held by the
 * operating system (that of an SQLite file), so one whose holder was killed is no lock any more.
 */
export function openDataFolder(dir: string): DataFolder {
  mkdirSync(join(dir, 'keys'), { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const lock = new DatabaseSync(join(dir, 'lock'));
  const holderFile = join(dir, 'holder');
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new StartError(
      `${dir} is in use by another stack (process ${holderOf(holderFile)}): stop it, or set DTR_DATA_DIR.`,
      { cause },
    );
  }
  const isNew = !existsSync(holderFile);
  writeFileSync(holderFile, String(process.pid));
  return {
    dir,
    isNew,
    credentialsFile: join(dir, 'credentials'),
    endpointsFile: join(dir, 'endpoints.json'),
    keysFile: join(dir, 'keys.json'),
    dynamodb: join(dir, 'dynamodb'),
    s3: join(dir, 's3'),
    sqs: join(dir, 'sqs'),
    keyFile: (agent) => join(dir, 'keys', agent),
    unlock: () => lock.close(),
  };
}

function holderOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
