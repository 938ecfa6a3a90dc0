import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildDir, root } from './workspace.ts';

interface ThirdParty {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** Writes `.build/THIRD-PARTY-NOTICES.txt`: name, version and licence text of every package whose code a zip carries. */
export function writeNotices(metafiles: readonly Metafile[]): void {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.map(packageFolderOf).filter((folder) => folder !== undefined));
  const parts = [...folders].map(readThirdParty).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const text = parts.map(({ name, version, license, text: body }) => `${name} ${version} (${license})\n\n${body}\n`);
  mkdirSync(buildDir, { recursive: true });
  writeFileSync(join(buildDir, 'THIRD-PARTY-NOTICES.txt'), text.join(`\n${'-'.repeat(80)}\n\n`));
}

/** The folder of the package that an input belongs to; absent for our own sources. */
function packageFolderOf(input: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
}

function readThirdParty(folder: string): ThirdParty {
  const dir = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const file = readdirSync(dir).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const text = file && existsSync(join(dir, file)) ? readFileSync(join(dir, file), 'utf8').trim() : 'No licence file.';
  return { name: name ?? dirname(folder), version, license: license ?? 'unknown', text };
}
