import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDir, root } from '../workspace.ts';
import { terraformDir } from './folders.ts';

/**
 * Copies `terraform/` into a folder, with what the root reads of the repository, and gives its path: Terraform writes beside the code
 * it runs.
 */
export function copyTree(workDir: string): string {
  const tree = join(workDir, 'terraform');
  rmSync(tree, { recursive: true, force: true });
  cpSync(terraformDir, tree, { recursive: true, filter: (path) => !path.includes('.terraform') });
  // Its version alone: a second manifest of the same name would be in the way of Jest.
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(workDir, 'package.json'), JSON.stringify({ version }));
  const bundles = join(workDir, '.build', 'lambda');
  rmSync(bundles, { force: true });
  mkdirSync(join(bundles, '..'), { recursive: true });
  symlinkSync(join(buildDir, 'lambda'), bundles);
  return tree;
}
