import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assetsDirectory } from '../testing/open-sandbox.ts';
import { prepareAssets } from './prepare-assets.ts';

const digestOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('preparing the assets', () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'sandbox-assets-'));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('gives the same bytes each time, and shows that it is at work', async () => {
    const directory = join(scratch, 'assets');
    const messages: string[] = [];

    const paths = await prepareAssets({ directory, onProgress: (message) => messages.push(message) });
    await prepareAssets({ directory: assetsDirectory });

    const [fresh, known] = await Promise.all(
      [directory, assetsDirectory].map((root) => Promise.all(paths.map((path) => digestOf(join(root, path))))),
    );
    expect(fresh).toEqual(known);
    expect(messages).toEqual([expect.stringContaining('Preparing the sandbox')]);
  }, 180_000);

  it('does nothing when all is there, also when asked twice at once', async () => {
    const file = join(assetsDirectory, 'python', 'snapshot.bin');
    await prepareAssets({ directory: assetsDirectory });
    const before = await stat(file);

    await Promise.all([1, 2].map(() => prepareAssets({ directory: assetsDirectory })));

    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  });
});
