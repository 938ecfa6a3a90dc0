import { join } from 'node:path';
import { inTransaction, openDatabase } from '../../storage/open-database.ts';
import { type Blobs, createBlobs } from './blobs.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { createListing, type List } from './listing.ts';
import { createObjects, type Objects } from './objects.ts';
import { createOutbox, type Outbox, type Publish } from './outbox.ts';
import { S3_SCHEMA, S3_SCHEMA_VERSION } from './schema.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { createVersionListing, type ListVersions } from './version-listing.ts';

/** All that S3 keeps. Bytes go to `blobs` first, then one transaction makes them visible. */
export interface S3Store {
  readonly blobs: Blobs;
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly outbox: Outbox;
  readonly publish: Publish;
  readonly list: List;
  readonly listVersions: ListVersions;
  /** Runs the changes at once or not at all; then removes the bytes they left unused and sends what they announced. */
  commit<T extends { readonly unusedBlobs: readonly string[] }>(changes: () => T): T;
  close(): void;
}

/** Opens the folder, and clears away what a sudden end left half done. */
export function openStore(folder: string, publish: Publish): S3Store {
  const database = openDatabase({ file: join(folder, 's3.db'), schema: S3_SCHEMA, version: S3_SCHEMA_VERSION });
  const blobs = createBlobs(folder);
  const outbox = createOutbox(database, publish);
  const named = database.prepare(
    'SELECT EXISTS (SELECT 1 FROM object WHERE blob = :blob) OR EXISTS (SELECT 1 FROM part WHERE blob = :blob) AS known',
  );
  blobs.sweep((blob) => named.get({ blob })?.known === 1);
  outbox.flush();

  return {
    blobs,
    outbox,
    publish,
    buckets: createBuckets(database),
    objects: createObjects(database),
    uploads: createUploads(database),
    list: createListing(database),
    listVersions: createVersionListing(database),
    commit(changes) {
      const done = inTransaction(database, changes);
      blobs.remove(done.unusedBlobs);
      outbox.flush();
      return done;
    },
    close: () => database.close(),
  };
}
