import { join } from 'node:path';
import { lazySdk, leftOut } from '@dtr/adapters-aws/bundle';
import type { LambdaBundle } from '../../scripts/lambda-bundle.ts';
import { packedViewer } from './src/bundle/packed-viewer.ts';

const outDir = join(import.meta.dirname, '..', '..', '.build', 'assets', 'tool-manager');
const carried: string[] = [];

const bundle: LambdaBundle = {
  external: leftOut,
  files: async () => {
    const [viewer, sdk] = await Promise.all([packedViewer(outDir), lazySdk(outDir)]);
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
