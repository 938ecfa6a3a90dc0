import { join } from 'node:path';
import { lazySdk, leftOut } from '@dtr/adapters-aws/bundle';
import type { LambdaBundle } from '../../scripts/lambda-bundle.ts';

const outDir = join(import.meta.dirname, '..', '..', '.build', 'assets', 'worker');
const carried: string[] = [];

const bundle: LambdaBundle = {
  external: leftOut,
  files: async () => {
    const sdk = await lazySdk(outDir);
    carried.push(...sdk.madeFrom);
    return sdk.files;
  },
  // Known once the files are made, which the build asks for first.
  get alsoCarries() {
    return carried;
  },
};

// biome-ignore lint/style/noDefaultExport: the build reads the default export.
export default bundle;
