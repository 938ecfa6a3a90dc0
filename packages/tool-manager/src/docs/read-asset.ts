import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { viewerAsset } from './docs-page.ts';

/** The Brotli-packed bytes of an asset; `undefined` when there is none of the name. */
export type ReadAsset = (name: string) => Promise<Buffer | undefined>;

/** Assets lie in `docs/` of the zip. Names are compared, never joined to paths. */
export function readAsset(taskRoot: string): ReadAsset {
  let viewer: Promise<Buffer> | undefined;
  return async (name) => {
    if (name !== viewerAsset) return undefined;
    viewer ??= readFile(join(taskRoot, 'docs', `${viewerAsset}.br`));
    return viewer;
  };
}
