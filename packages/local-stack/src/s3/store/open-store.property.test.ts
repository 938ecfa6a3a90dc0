import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openStore, type S3Store } from './open-store.ts';
import { noDetails } from './stored-object.ts';

const bucket = 'b';
const now = new Date('2026-11-21T10:00:00Z');
const keys = ['a', 'a/1', 'a/2', 'b/\u{10FFFF}', 'b/\u{10FFFF}z', 'b/c/d', '\uFF5E', '\u{1F600}'];

type Step =
  | { readonly kind: 'put'; readonly key: string; readonly text: string }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'reopen' };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('put' as const), key: fc.constantFrom(...keys), text: fc.string() }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), key: fc.constantFrom(...keys) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
  ),
  { maxLength: 25 },
);

async function put(store: S3Store, key: string, text: string, versioning: 'Enabled' | undefined): Promise<void> {
  const blob = await store.blobs.add(
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
  const object = { bucket, key, blob, sizeBytes: text.length, etag: 'e', modifiedAt: now, details: noDetails };
  store.commit(() => store.objects.put(object, versioning));
}

const read = async (store: S3Store, blob: string) => Buffer.concat(await store.blobs.read(blob).toArray()).toString();
const filesIn = (folder: string) =>
  readdirSync(join(folder, 'objects'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('the S3 store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dtr-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = () => openStore(folder, () => 'no-such-queue');

  it('holds what was last written, through restarts, and not one file more', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        rmSync(folder, { recursive: true, force: true });
        let store = open();
        store.buckets.add(bucket, now);
        const model = new Map<string, string>();
        for (const step of walk) {
          if (step.kind === 'put') {
            await put(store, step.key, step.text, undefined);
            model.set(step.key, step.text);
          } else if (step.kind === 'remove') {
            store.commit(() => store.objects.removeVersion(bucket, step.key, 'null') ?? { unusedBlobs: [] });
            model.delete(step.key);
          } else {
            store.close();
            store = open();
          }
        }

        const { entries } = store.list({ bucket, prefix: '', delimiter: '', after: '', maxEntries: 100 });
        const objects = entries.flatMap((entry) => ('object' in entry ? [entry.object] : []));
        expect(objects.map(({ key }) => key)).toEqual([...model.keys()].sort(byBytes));
        for (const { key, blob } of objects) expect(await read(store, blob)).toBe(model.get(key));
        expect(filesIn(folder)).toBe(model.size);
        store.close();
      }),
      { numRuns: 40 },
    );
  });

  it('lists every entry once in pages of any size, rolled up or not', async () => {
    const store = open();
    store.buckets.add(bucket, now);
    for (const key of keys) await put(store, key, key, undefined);

    fc.assert(
      fc.property(
        fc.constantFrom('', 'a', 'a/', 'b/'),
        fc.constantFrom('', '/'),
        fc.integer({ min: 1, max: 4 }),
        (prefix, delimiter, maxEntries) => {
          const whole = store.list({ bucket, prefix, delimiter, after: '', maxEntries: 100 }).entries;
          const paged = [];
          for (let after: string | undefined = ''; after !== undefined; ) {
            const page: ReturnType<S3Store['list']> = store.list({ bucket, prefix, delimiter, after, maxEntries });
            paged.push(...page.entries);
            after = page.next;
          }
          expect(paged).toEqual(whole);
        },
      ),
    );
    store.close();
  });

  it('lists every version once in pages of any size, rolled up or not', async () => {
    const store = open();
    store.buckets.add(bucket, now);
    for (const text of ['1', '2', '3']) for (const key of keys) await put(store, key, text, 'Enabled');
    const shape = fc.record({ prefix: fc.constantFrom('', 'a', 'a/'), delimiter: fc.constantFrom('', '/') });

    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 5 }), (given, maxEntries) => {
        const whole = store.listVersions({ bucket, ...given, after: { key: '' }, maxEntries: 100 });
        const paged = { versions: [] as string[], commonPrefixes: [] as string[] };
        for (let after: typeof whole.next = { key: '' }; after !== undefined; ) {
          const page: typeof whole = store.listVersions({ bucket, ...given, after, maxEntries });
          paged.versions.push(...page.versions.map(({ versionId }) => versionId));
          paged.commonPrefixes.push(...page.commonPrefixes);
          after = page.next;
        }
        const versions = whole.versions.map(({ versionId }) => versionId);
        expect(paged).toEqual({ versions, commonPrefixes: whole.commonPrefixes });
      }),
    );
    store.close();
  });

  it('clears away bytes that no row names, as a sudden end leaves them', async () => {
    const store = open();
    store.buckets.add(bucket, now);
    await put(store, 'kept', 'kept', 'Enabled');
    store.close();
    mkdirSync(join(folder, 'objects', 'ab'), { recursive: true });
    writeFileSync(join(folder, 'objects', 'ab', 'abandoned'), 'x');
    writeFileSync(join(folder, 'incoming', 'half-written'), 'x');
    const reopened = open();

    expect(filesIn(folder)).toBe(1);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(await read(reopened, reopened.objects.find(bucket, 'kept')?.blob ?? '')).toBe('kept');
    reopened.close();
  });

  it('leaves nothing of bytes that failed on the way', async () => {
    const store = open();
    const failing = (async function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    })();

    await expect(store.blobs.add(failing)).rejects.toThrow('connection lost');
    expect([filesIn(folder), readdirSync(join(folder, 'incoming'))]).toEqual([0, []]);
    store.close();
  });
});
