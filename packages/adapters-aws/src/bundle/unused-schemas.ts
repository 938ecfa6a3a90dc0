import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const schemaFiles = /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
/** `export var Name$ = [ … ];`: a shape, alone in its statement. */
const shape = /^(export )?var (\w+\$?) = (\[(?:[^;]|;(?!\n))*\]);$/gm;

/**
 * Lets the bundler leave out the shapes of operations that nobody calls. Their keys are computed, and a bundler has to assume
 * that computing a key does something; here it does not, which a call marked as pure says without changing what is computed.
 */
export const withoutUnusedSchemas: Plugin = {
  name: 'without-unused-schemas',
  setup({ onLoad }) {
    onLoad({ filter: schemaFiles }, async ({ path }) => ({
      contents: markPure(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

export function markPure(source: string): string {
  return source.replace(shape, '$1var $2 = /* @__PURE__ */ (() => $3)();');
}
