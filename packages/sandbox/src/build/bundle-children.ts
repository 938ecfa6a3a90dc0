import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const sources = join(dirname(fileURLToPath(import.meta.url)), '..', 'child');

/** Bundled programs by asset path: what the child processes run, and the program that makes the snapshot. */
export interface ChildBundles {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Not an asset: only run while assets are made. */
  readonly snapshotProgram: Uint8Array;
}

export async function bundleChildren(): Promise<ChildBundles> {
  const [python, livePython, snapshotProgram, javascript, liveJavascript] = await Promise.all([
    bundle('python/main.ts', ['node']),
    bundle('python/live-main.ts', ['node']),
    bundle('python/snapshot-main.ts', ['node']),
    // The interpreter's glue for browsers has no code for Node in it at all.
    bundle('javascript/main.ts', ['browser']),
    bundle('javascript/live-main.ts', ['browser']),
  ]);
  return {
    files: new Map([
      ['python/child.mjs', python],
      ['python/live.mjs', livePython],
      ['javascript/child.mjs', javascript],
      ['javascript/live.mjs', liveJavascript],
    ]),
    snapshotProgram: snapshotProgram,
  };
}

async function bundle(entryPoint: string, conditions: string[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(sources, entryPoint)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    conditions,
    loader: { '.py': 'text', '.vm.js': 'text' },
    // Only imported by the loader in an environment that is hidden from it.
    external: ['ws'],
    legalComments: 'none',
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made no file of ${entryPoint}.`);
  return file.contents;
}
