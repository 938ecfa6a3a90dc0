import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { viewerAsset } from '../docs/docs-page.ts';

/** A file made for the zip, and the files of packages that it was made from. */
export interface MadeFile {
  readonly path: string;
  readonly madeFrom: readonly string[];
}

/** What stands in place of parts that our page never comes to, by the end of their path. */
const replaced: readonly (readonly [RegExp, string])[] = [
  // Colours for programming languages: our document shows JSON and nothing else.
  [/prismjs\/components\/prism-(?!json\.js$)[a-z-]+\.js$/, ''],
  // A lenient reader for bodies that are typed into the console, which the page hides.
  [/json5\/dist\/index\.m?js$/, 'export default JSON;'],
  // A library of translation, for a document that is in English.
  [
    /openapi-explorer\/dist\/es\/languages\/index\.js$/,
    `import en from './en.js';
    export const initI18n = async () => undefined;
    export const getI18nText = (key) => key.split('.').reduce((value, part) => value?.[part], en.translation) ?? key;`,
  ],
];

const withoutUnusedParts: Plugin = {
  name: 'without-unused-parts',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?js$/ }, ({ path }) => {
      const [, contents] = replaced.find(([file]) => file.test(path)) ?? [];
      return contents === undefined ? undefined : { contents, resolveDir: dirname(path) };
    });
  },
};

/**
 * The documentation viewer as one script, packed with Brotli: a zip's own compression would leave it a third larger, and
 * browsers take it as it is. Same packages, same bytes.
 */
export async function packedViewer(outDir: string): Promise<MadeFile> {
  const require = createRequire(import.meta.url);
  const packageDir = dirname(dirname(dirname(require.resolve('openapi-explorer'))));
  const { outputFiles, metafile } = await build({
    absWorkingDir: packageDir,
    entryPoints: [join(packageDir, 'dist', 'es', 'openapi-explorer.js')],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    plugins: [withoutUnusedParts],
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const path = join(outDir, `${viewerAsset}.br`);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(path, packed(outputFiles[0]?.contents ?? new Uint8Array()));
  return { path, madeFrom: Object.keys(metafile.inputs).map((input) => join(packageDir, input)) };
}

function packed(script: Uint8Array): Buffer {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: script.length,
  };
  return brotliCompressSync(script, { params });
}
