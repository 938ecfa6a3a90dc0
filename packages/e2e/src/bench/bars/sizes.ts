import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Bar } from '../measurement.ts';
import { buildDir } from '../paths.ts';

const limitsInKb = { 'tool-manager': 500, validator: 6_000, executor: 22_000, worker: 500, authorizer: 300 };

/** Sizes of the zips that deploy. */
export const zipSizes: Bar = async () =>
  Object.entries(limitsInKb).map(([name, limit]) => {
    const zip = join(buildDir, 'lambda', `${name}.zip`);
    const what = `zip of ${name}`;
    if (!existsSync(zip)) return { what, bar: `at most ${limit} KB`, skipped: 'not built: make build' };
    const { size } = statSync(zip);
    return atMost(what, limit, size / 1_000, `${size} bytes`, ' KB');
  });
