import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root, workspacePackages } from './workspace.ts';
import { filesBelow } from './zip.ts';

const pages = [
  join(root, 'README.md'),
  join(root, 'terraform', 'README.md'),
  ...filesBelow(join(root, 'docs')).filter((path) => path.endsWith('.md')),
  ...workspacePackages()
    .map(({ dir }) => join(dir, 'README.md'))
    .filter(existsSync),
];

/** What a page links to within the repository, without the place inside the target. */
function targetsOf(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((it) => !/^\w+:/.test(it));
}

describe('a page', () => {
  it.each(pages.map((page) => [relative(root, page), page]))('%s leads nowhere that is not there', (_name, page) => {
    expect(targetsOf(page).filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });

  it('has links that this test sees', () => {
    expect(targetsOf(join(root, 'docs', 'security.md')).length).toBeGreaterThan(20);
  });
});
