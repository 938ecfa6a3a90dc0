import type { DatabaseSync } from 'node:sqlite';
import { type StoredObject, toStoredObject } from './stored-object.ts';

/** Sorts after every key that starts with the same text, but for keys that hold this very character. */
const LAST_CHARACTER = '\u{10FFFF}';
const PAGE_ROWS = 200;

export interface ListQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  /** Keys up to and including this one are skipped. */
  readonly after: string;
  readonly maxEntries: number;
}

export type ListEntry = { readonly prefix: string } | { readonly object: StoredObject };

export interface ListPage {
  readonly entries: readonly ListEntry[];
  /** Pass as `after` for the next page; absent when there is none. Sorts after all keys of a common prefix just given. */
  readonly next: string | undefined;
}

/** The part of a key up to the first delimiter after the prefix. */
export function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

const later = (a: string, b: string) => (Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0 ? a : b);

/** Latest objects in key order. A common prefix costs one look-up, however many keys it stands for. */
export function createListing(database: DatabaseSync) {
  const select = database.prepare(
    `SELECT * FROM object
     WHERE bucket = :bucket AND is_latest = 1 AND is_delete_marker = 0 AND key > :after AND key >= :prefix
     ORDER BY key LIMIT ${PAGE_ROWS}`,
  );

  function* objectsAfter(
    bucket: string,
    prefix: string,
    after: string,
  ): Generator<StoredObject, void, string | undefined> {
    for (let cursor = after; ; ) {
      const rows = select.all({ bucket, prefix, after: cursor }).map(toStoredObject);
      for (const object of rows) {
        if (!object.key.startsWith(prefix)) return;
        cursor = object.key;
        const skipTo = yield object;
        if (skipTo === undefined) continue;
        // Never back: a key that holds the last character itself sorts after the place to skip to.
        cursor = later(cursor, skipTo);
        break;
      }
      if (rows.length === 0) return;
    }
  }

  return function list({ bucket, prefix, delimiter, after, maxEntries }: ListQuery): ListPage {
    const entries: ListEntry[] = [];
    const objects = objectsAfter(bucket, prefix, after);
    let next = after;
    let lastGroup = after.endsWith(LAST_CHARACTER) ? after.slice(0, -LAST_CHARACTER.length) : undefined;
    for (let step = objects.next(); !step.done; ) {
      const group = commonPrefixOf(step.value.key, prefix, delimiter);
      const isNew = group === undefined || group !== lastGroup;
      if (isNew && entries.length === maxEntries) return { entries, next: maxEntries === 0 ? undefined : next };
      if (isNew) entries.push(group === undefined ? { object: step.value } : { prefix: group });
      lastGroup = group;
      next = group === undefined ? step.value.key : group + LAST_CHARACTER;
      step = objects.next(group === undefined ? undefined : next);
    }
    return { entries, next: undefined };
  };
}
export type List = ReturnType<typeof createListing>;
