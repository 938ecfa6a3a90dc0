import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';

/** Where the wasm tier keeps the parts that both tiers run. Read as text, since nothing of that package may be imported here. */
const sandboxChild = join(import.meta.dirname, '..', '..', '..', '..', 'sandbox', 'src', 'child');
const pythonParts = ['errors.py', 'serialize.py', 'call.py'].map((name) =>
  join(sandboxChild, 'python', 'harness', name),
);
const preludeOf = (name: string) => join(sandboxChild, 'javascript', 'prelude', `${name}.vm.js`);

const header = `// Made by write-texts.ts. Do not edit.
// biome-ignore-all assist: generated
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
`;

/** The module `texts.ts`: the harness of each language as text, without what only readers need. */
export async function makeTexts(): Promise<string> {
  const [call, serialize, inspect, run] = await Promise.all(
    [preludeOf('call'), preludeOf('serialize'), preludeOf('inspect'), join(import.meta.dirname, 'run.vm.js')].map(
      minified,
    ),
  );
  const javascript = `(${run})({makeCall:${call},makeSerialize:${serialize},makeInspect:${inspect}},`;
  const python = [...pythonParts, join(import.meta.dirname, 'run.py')].map(withoutComments).join('\n');
  return `${header}
/** Python. Calls \`run_tool\` with what \`__request__\` holds. */
export const pythonHarness = ${JSON.stringify(`${python}\nrun_tool(__request__)\n`)};

/** JavaScript, up to the last operand of a call that gives a promise. */
export const javascriptHarness = ${JSON.stringify(javascript)};
`;
}

const withoutComments = (path: string): string =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(#.*)?$/.test(line))
    .join('\n');

/** A file that holds one function. Assigned to something, since nobody would use it otherwise. */
async function minified(path: string): Promise<string> {
  const assignment = 'globalThis.part=';
  const { code } = await transform(`${assignment}${readFileSync(path, 'utf8')}`, {
    ...{ minify: true, target: 'es2022', legalComments: 'none' },
  });
  return code.trim().slice(assignment.length).replace(/;$/, '');
}
