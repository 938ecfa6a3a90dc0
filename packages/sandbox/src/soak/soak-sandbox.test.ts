import { prepareAssets } from '../build/prepare-assets.ts';
import { assetsDirectory } from '../testing/open-sandbox.ts';
import { soakSandbox } from './soak-sandbox.ts';

it('gives only right answers with hostile runs in between', async () => {
  await prepareAssets({ directory: assetsDirectory });

  const figures = await soakSandbox({ assetsDir: assetsDirectory, runs: 90, seed: 20_261_121 });

  expect(figures).toMatchObject({ checked: 90, hostile: 60, wrong: 0, examples: [] });
}, 120_000);
