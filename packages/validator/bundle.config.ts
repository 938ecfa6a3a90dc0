import { createRequire } from 'node:module';
import type { LambdaBundle } from '../../scripts/lambda-bundle.ts';

const { resolve } = createRequire(import.meta.url);

/** The parsers' WebAssembly, and ruff's glue code as a file: it is evaluated again whenever the parser breaks down. */
const bundle: LambdaBundle = {
  files: async () => ({
    'parser.wasm32-wasi.wasm': resolve('@oxc-parser/binding-wasm32-wasi/parser.wasm32-wasi.wasm'),
    'ruff_wasm.js': resolve('@astral-sh/ruff-wasm-nodejs/ruff_wasm.js'),
    'ruff_wasm_bg.wasm': resolve('@astral-sh/ruff-wasm-nodejs/ruff_wasm_bg.wasm'),
  }),
};

// biome-ignore lint/style/noDefaultExport: the build reads the default export.
export default bundle;
