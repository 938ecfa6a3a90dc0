import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Name, version and licence of every package that the given files come from, and each licence text once, after the packages that
 * share it; our own files are left out. Where a package carries no text, `licenses` does.
 */
export function thirdPartyNotices(paths: readonly string[]): string {
  const folders = new Set(paths.map(packageFolderOf).filter((folder) => folder !== undefined));
  const packagesByText = new Map<string, Set<string>>();
  for (const { title, text } of [...folders].map(noticeOf)) {
    packagesByText.set(text, (packagesByText.get(text) ?? new Set()).add(title));
  }
  const notices = [...packagesByText].map(([text, titles]) => `${[...titles].sort().join('\n')}\n\n${text}\n`);
  // Texts of one licence are about as long and differ in a line: beside each other a zip holds them once.
  const inOrder = notices.sort().sort((one, other) => one.length - other.length);
  return inOrder.join(`\n${'-'.repeat(80)}\n\n`);
}

/** The folder of the package that a file belongs to; absent for our own sources. */
function packageFolderOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(realpathSync(path))?.[1];
}

function noticeOf(folder: string): { readonly title: string; readonly text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const supplied = join(import.meta.dirname, 'licenses', `${name.replace('/', '-')}.txt`);
  const file = readdirSync(folder)
    .sort()
    .find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const path = file === undefined ? supplied : join(folder, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : 'The package carries no licence file.';
  return { title: `${name} ${version} (${license ?? 'licence not stated'})`, text };
}
