import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepareAssets } from '@dtr/sandbox/build';
import type { LambdaBundle } from '../../scripts/lambda-bundle.ts';

const assetsDir = join(import.meta.dirname, '..', '..', '.build', 'sandbox');
const require = createRequire(new URL('../sandbox/package.json', import.meta.url));

/** The interpreters are made into assets once, then copied: the child process reads them from its own folder. */
const bundle: LambdaBundle = {
  files: async () => {
    const onProgress = (message: string) => process.stderr.write(`${message}\n`);
    const paths = await prepareAssets({ directory: assetsDir, onProgress });
    return Object.fromEntries(paths.map((path) => [`sandbox/${path}`, join(assetsDir, path)]));
  },
  alsoCarries: [
    'pyodide',
    'quickjs-emscripten-core',
    '@jitl/quickjs-wasmfile-release-sync',
    'sucrase',
    'moment-timezone',
  ].map((name) => require.resolve(name)),
};

// biome-ignore lint/style/noDefaultExport: the build reads the default export.
export default bundle;
