import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { markPure, withoutUnusedSchemas } from './unused-schemas.ts';

const require = createRequire(import.meta.filename);
const clientDir = (name: string) => dirname(dirname(require.resolve(`@aws-sdk/client-${name}`)));
const schemasOf = (name: string) => join(clientDir(name), 'dist-es', 'schemas', 'schemas_0.js');

describe('the shapes of an SDK client', () => {
  it.each(['s3', 'lambda', 'sqs'])('are all found in the sources of %s', (name) => {
    const source = readFileSync(schemasOf(name), 'utf8');
    const shapes = source.match(/^export var \w+\$ = \[/gm) ?? [];

    expect(shapes.length).toBeGreaterThan(50);
    for (const shape of shapes) expect(markPure(source)).toContain(shape.replace('[', '/* @__PURE__ */ (() => ['));
  });

  it('are the same values as before when they are used', () => {
    const source = 'var a = [1,\n  { ["k" + 1]: "x;y" }, () => b\n];\nvar b = [2];\n';
    const evaluated = (code: string) => runInNewContext(`${code}; JSON.stringify([a, a[2](), b])`);

    expect(markPure(source)).not.toBe(source);
    expect(evaluated(markPure(source))).toBe(evaluated(source));
  });

  it('are left out when they are not', async () => {
    const bundle = async (plugins: (typeof withoutUnusedSchemas)[]) => {
      const contents = "export { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';";
      const stdin = { contents, resolveDir: import.meta.dirname };
      const { outputFiles } = await build({
        stdin,
        plugins,
        bundle: true,
        write: false,
        platform: 'node',
        format: 'cjs',
        mainFields: ['module', 'main'],
      });
      return outputFiles[0]?.text ?? '';
    };
    const hasShapes = (text: string) =>
      ['PublishLayerVersionRequest', 'InvocationRequest'].map((name) => text.includes(`var ${name}$ =`));

    const [whole, trimmed] = [await bundle([]), await bundle([withoutUnusedSchemas])];

    expect(hasShapes(whole)).toEqual([true, true]);
    expect(hasShapes(trimmed)).toEqual([false, true]);
  });
});
