import { join } from 'node:path';
import type { LambdaBundle } from '../../scripts/lambda-bundle.ts';
import { lazyPackageNames, lazySdk, unusedCredentialProviders } from './src/bundle/lazy-sdk.ts';
import { packedViewer } from './src/bundle/packed-viewer.ts';

const packagesDir = join(import.meta.dirname, '..');
const outDir = join(packagesDir, '..', '.build', 'assets', 'tool-manager');
const carried: string[] = [];

const bundle: LambdaBundle = {
  external: [...lazyPackageNames, ...unusedCredentialProviders],
  files: async () => {
    const [viewer, sdk] = await Promise.all([packedViewer(outDir), lazySdk(outDir, join(packagesDir, 'adapters-aws'))]);
    carried.push(...viewer.madeFrom, ...sdk.madeFrom);
    return { 'docs/viewer.js.br': viewer.path, ...sdk.files };
  },
  // Known once the files are made, which the build asks for first.
  get alsoCarries() {
    return carried;
  },
};

// biome-ignore lint/style/noDefaultExport: the build reads the default export.
export default bundle;
