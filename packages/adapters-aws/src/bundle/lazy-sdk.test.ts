import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lazySdk } from './lazy-sdk.ts';

const sourcesDir = join(import.meta.dirname, '..');

/** What the adapters take from a client that they load lazily: always a member of a variable named `sdk`. */
function usedByAdapters(): readonly string[] {
  const sources = readdirSync(sourcesDir, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        /^(agentcore|dynamodb|lambda|s3|sqs)\b/.test(name) && name.endsWith('.ts') && !name.endsWith('.test.ts'),
    )
    .map((name) => readFileSync(join(sourcesDir, name), 'utf8'));
  const members = sources.flatMap((source) => [...source.matchAll(/\bsdk\.(\w+)/g)].map(([, member = '']) => member));
  return [...new Set(members)];
}

/** What a program of its own, with the files where a zip has them, is given by `import()`: as the adapters do, and no test runner between. */
function importedFrom(zipDir: string, files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, path] of Object.entries(files)) cpSync(path, join(zipDir, name));
  const packages = Object.keys(files).flatMap((name) => /^node_modules\/(.+)\/index\.js$/.exec(name)?.[1] ?? []);
  const imports = packages.map((name) => `import('${name}')`).join();
  const program = `Promise.all([${imports}]).then((all) => console.log(all.flatMap((sdk) =>
    Object.keys(sdk).filter((name) => typeof sdk[name] === 'function')).join()))`;
  return execFileSync(process.execPath, ['-e', program], { cwd: zipDir, encoding: 'utf8' }).trim().split(',');
}

describe('lazySdk', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'lazy-sdk-'));
  afterAll(() => rmSync(outDir, { recursive: true }));

  it('gives the adapters everything they load lazily, and always the same bytes', async () => {
    const { files } = await lazySdk(outDir);
    const read = () => Object.values(files).map((path) => readFileSync(path, 'latin1'));
    const bytes = read();
    const given = importedFrom(join(outDir, 'zip'), files);

    expect(usedByAdapters()).toEqual(
      expect.arrayContaining(['S3Client', 'LambdaClient', 'InvokeCommand', 'SQSClient']),
    );
    expect([...usedByAdapters(), 'getSignedUrl'].filter((name) => !given.includes(name))).toEqual([]);
    await lazySdk(outDir);
    expect(read().every((text, index) => text === bytes[index])).toBe(true);
  });

  it('lets each package of the SDK lead to the one bundle', async () => {
    const { files } = await lazySdk(outDir);

    expect(Object.keys(files)).toEqual([
      'sdk.js',
      'sdk.js.br',
      'node_modules/@aws-sdk/client-bedrock-agentcore/index.js',
      'node_modules/@aws-sdk/client-s3/index.js',
      'node_modules/@aws-sdk/client-lambda/index.js',
      'node_modules/@aws-sdk/client-sqs/index.js',
      'node_modules/@aws-sdk/s3-request-presigner/index.js',
    ]);
  });
});
