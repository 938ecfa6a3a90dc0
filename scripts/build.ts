import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { LambdaBundle } from './lambda-bundle.ts';
import { thirdPartyNotices } from './notices.ts';
import { buildDir, lambdaPackages, root, type WorkspacePackage } from './workspace.ts';
import { filesBelow, zipFolder } from './zip.ts';

interface BuiltFunction {
  readonly name: string;
  readonly unpackedBytes: number;
  readonly zipBytes: number;
  readonly digest: string;
}

/** Bundles every Lambda package into `.build/lambda/<function>` and a zip beside it; source maps go to `.build/maps`. */
async function main(): Promise<void> {
  const built: BuiltFunction[] = [];
  // The bundles are CommonJS, as Lambda takes a .js file without a word on it; the repository above them says otherwise.
  mkdirSync(join(buildDir, 'lambda'), { recursive: true });
  writeFileSync(join(buildDir, 'lambda', 'package.json'), '{ "type": "commonjs" }\n');
  for (const lambda of lambdaPackages()) built.push(await buildFunction(lambda));
  process.stdout.write(sizeTable(built));
}

async function buildFunction({ folder, dir }: WorkspacePackage): Promise<BuiltFunction> {
  const target = join(buildDir, 'lambda', folder);
  // Built aside and moved into place, so that whoever starts a function meanwhile finds a whole one.
  const outDir = `${target}.new`;
  const bundle = await bundleConfigOf(dir);
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: join(dir, 'src', 'handler.ts'), ...bundle.entryPoints },
    outdir: outDir,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // ES modules where a package has them: esbuild leaves out what nobody uses.
    mainFields: ['module', 'main'],
    define: { 'import.meta.dirname': '__dirname' },
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    external: [...(bundle.external ?? [])],
    logLevel: 'warning',
  });
  moveMaps(outDir, join(buildDir, 'maps', folder));
  const copied = (await bundle.files?.()) ?? {};
  for (const [name, source] of Object.entries(copied)) {
    mkdirSync(dirname(join(outDir, name)), { recursive: true });
    cpSync(source, join(outDir, name));
  }
  const carried = [...Object.keys(metafile.inputs).map((input) => join(root, input)), ...Object.values(copied)];
  writeFileSync(
    join(outDir, 'THIRD-PARTY-NOTICES.txt'),
    thirdPartyNotices([...carried, ...(bundle.alsoCarries ?? [])]),
  );
  const outcome = zipped(folder, outDir, target);
  rmSync(target, { recursive: true, force: true });
  renameSync(outDir, target);
  return outcome;
}

async function bundleConfigOf(dir: string): Promise<LambdaBundle> {
  const path = join(dir, 'bundle.config.ts');
  if (!existsSync(path)) return {};
  const module: { readonly default: LambdaBundle } = await import(pathToFileURL(path).href);
  return module.default;
}

function moveMaps(outDir: string, mapsDir: string): void {
  mkdirSync(mapsDir, { recursive: true });
  for (const path of filesBelow(outDir)) {
    if (path.endsWith('.map')) renameSync(path, join(mapsDir, basename(path)));
  }
}

/** Zips only when the contents changed: the executor's snapshot takes seconds to compress. */
function zipped(name: string, outDir: string, target: string): BuiltFunction {
  const zipPath = `${target}.zip`;
  const keyPath = `${target}.key`;
  const files = filesBelow(outDir);
  const key = createHash('sha256');
  for (const path of files) key.update(path.slice(outDir.length)).update('\0').update(readFileSync(path)).update('\0');
  const wanted = key.digest('hex');
  const current = existsSync(zipPath) && existsSync(keyPath) && readFileSync(keyPath, 'utf8') === wanted;
  if (!current) {
    writeFileSync(zipPath, zipFolder(outDir));
    writeFileSync(keyPath, wanted);
  }
  return {
    name,
    unpackedBytes: files.reduce((sum, path) => sum + statSync(path).size, 0),
    zipBytes: statSync(zipPath).size,
    digest: createHash('sha256').update(readFileSync(zipPath)).digest('hex'),
  };
}

function sizeTable(rows: readonly BuiltFunction[]): string {
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1_000).toLocaleString('en-US')} KB`;
  const line = (name: string, zip: string, unpacked: string, digest: string) =>
    `${name.padEnd(14)} ${zip.padStart(11)} ${unpacked.padStart(11)}  ${digest}\n`;
  return [
    line('function', 'zip', 'unpacked', 'zip sha256'),
    ...rows.map((row) =>
      line(row.name, kilobytes(row.zipBytes), kilobytes(row.unpackedBytes), row.digest.slice(0, 16)),
    ),
  ].join('');
}

await main();
