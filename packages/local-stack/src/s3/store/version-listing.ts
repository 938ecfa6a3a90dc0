import type { DatabaseSync } from 'node:sqlite';
import { commonPrefixOf } from './listing.ts';
import { type StoredObject, toStoredObject } from './stored-object.ts';

export interface VersionListQuery {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  /** Where the last page ended: a key, and one of its versions unless the whole key is done. */
  readonly after: { readonly key: string; readonly versionId?: string };
  readonly maxEntries: number;
}

export interface VersionListPage {
  readonly versions: readonly StoredObject[];
  readonly commonPrefixes: readonly string[];
  readonly next: VersionListQuery['after'] | undefined;
}

/** All versions and markers: by key, the newest first. */
export function createVersionListing(database: DatabaseSync) {
  const select = database.prepare(
    `SELECT * FROM object WHERE bucket = :bucket AND key >= :prefix
       AND (key > :key OR (key = :key AND sequence < :sequence)) ORDER BY key, sequence DESC`,
  );
  const sequenceOf = database.prepare('SELECT sequence FROM object WHERE bucket = ? AND key = ? AND version_id = ?');

  /** A marker that was deleted since its page was given must not hide older versions: better one listed twice. */
  function sequenceAfter(bucket: string, { key, versionId }: VersionListQuery['after']): number {
    if (versionId === undefined) return 0;
    return Number(sequenceOf.get(bucket, key, versionId)?.sequence ?? Number.MAX_SAFE_INTEGER);
  }

  return function listVersions({ bucket, prefix, delimiter, after, maxEntries }: VersionListQuery): VersionListPage {
    const versions: StoredObject[] = [];
    const commonPrefixes: string[] = [];
    const sequence = sequenceAfter(bucket, after);
    let next: VersionListQuery['after'] = after;
    for (const row of select.iterate({ bucket, prefix, key: after.key, sequence })) {
      const object = toStoredObject(row);
      if (!object.key.startsWith(prefix)) break;
      const group = commonPrefixOf(object.key, prefix, delimiter);
      if (group !== undefined && (group === commonPrefixes.at(-1) || after.key.startsWith(group))) continue;
      if (versions.length + commonPrefixes.length === maxEntries) {
        return { versions, commonPrefixes, next: maxEntries === 0 ? undefined : next };
      }
      if (group === undefined) versions.push(object);
      else commonPrefixes.push(group);
      next = group === undefined ? { key: object.key, versionId: object.versionId } : { key: group };
    }
    return { versions, commonPrefixes, next: undefined };
  };
}
export type ListVersions = ReturnType<typeof createVersionListing>;
