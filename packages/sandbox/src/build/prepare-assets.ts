import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundleChildren, type ChildBundles } from './bundle-children.ts';
import { exclusively } from './exclusively.ts';
import { buildTimeZoneArchive, type PackedTimeZones, type TimeZoneArchive } from './time-zones/time-zone-archive.ts';

export interface PrepareOptions {
  /** Where the assets go; made when it is absent, replaced when it is out of date. */
  readonly directory: string;
  readonly onProgress?: (message: string) => void;
}

const require = createRequire(import.meta.url);
const pyodideDirectory = dirname(require.resolve('pyodide/package.json'));
const pyodideFiles = ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'pyodide-lock.json', 'python_stdlib.zip'];
const quickjsFile = require.resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
const timeZoneFile = 'moment-timezone/data/packed/latest.json';
const keyFile = 'key.txt';

/**
 * Makes the directory that `createSandbox` runs from: interpreters, their programs, and the memory snapshot from which
 * Python starts. The same sources and versions give the same bytes; when they are already there, nothing is done.
 * Safe to call from several processes at once. Answers every file that has to be shipped with `createSandbox`, relative to the
 * directory; the programs of live interpreters lie beside them and are not shipped.
 */
export async function prepareAssets({ directory, onProgress = () => {} }: PrepareOptions): Promise<readonly string[]> {
  const bundles = await bundleChildren();
  const zones = await readTimeZones();
  const key = await keyOf(bundles, zones);
  await mkdir(dirname(directory), { recursive: true });
  await exclusively(`${directory}.lock`, async () => {
    if ((await readFile(join(directory, keyFile), 'utf8').catch(() => '')) === key) return;
    onProgress(
      'Preparing the sandbox: the interpreters and a snapshot of Python with its standard library (about 5 s).',
    );
    await makeAssets(directory, bundles, zones);
    await writeFile(join(directory, keyFile), key);
  });
  return assetPaths;
}

const assetPaths: readonly string[] = [
  ...['child.mjs', 'snapshot.bin', ...pyodideFiles].map((name) => `python/${name}`),
  ...['child.mjs', 'quickjs.wasm'].map((name) => `javascript/${name}`),
];

async function readTimeZones(): Promise<TimeZoneArchive> {
  const packed = require(timeZoneFile) as PackedTimeZones;
  return buildTimeZoneArchive(packed);
}

async function keyOf({ files, snapshotProgram }: ChildBundles, zones: TimeZoneArchive): Promise<string> {
  const packageFile = await readFile(require.resolve('pyodide/package.json'));
  const inputs = [
    packageFile,
    await readFile(quickjsFile),
    ...files.values(),
    snapshotProgram,
    zones.index,
    zones.data,
  ];
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(input);
  return hash.digest('hex');
}

/** Made aside and moved into place, so that a half-made directory is never taken for a whole one. */
async function makeAssets(directory: string, bundles: ChildBundles, zones: TimeZoneArchive): Promise<void> {
  const fresh = `${directory}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(join(fresh, 'python'), { recursive: true });
  await mkdir(join(fresh, 'javascript'), { recursive: true });
  for (const name of pyodideFiles) await copyFile(join(pyodideDirectory, name), join(fresh, 'python', name));
  await copyFile(quickjsFile, join(fresh, 'javascript', 'quickjs.wasm'));
  for (const [path, bytes] of bundles.files) await writeFile(join(fresh, path), bytes);
  await makeSnapshot(bundles.snapshotProgram, zones, join(fresh, 'python', 'snapshot.bin'));
  await rm(directory, { recursive: true, force: true });
  await rename(fresh, directory);
}

async function makeSnapshot(program: Uint8Array, zones: TimeZoneArchive, target: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-snapshot-'));
  try {
    const paths = ['program.mjs', 'zones.json', 'zones.bin'].map((name) => join(directory, name));
    const [programPath = '', indexPath = '', dataPath = ''] = paths;
    await Promise.all([
      writeFile(programPath, program),
      writeFile(indexPath, zones.index),
      writeFile(dataPath, zones.data),
    ]);
    const args = ['--no-warnings', programPath, pyodideDirectory, indexPath, dataPath, target];
    await promisify(execFile)(process.execPath, args, { env: {} });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
