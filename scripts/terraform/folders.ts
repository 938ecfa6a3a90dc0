import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { type Block, blocksOf } from './hcl-blocks.ts';

export const terraformDir = join(root, 'terraform');

/** A folder that Terraform can be started in, read whole. */
export interface TerraformFolder {
  /** Relative to `terraform/`: `modules/lambda`, `bootstrap`. */
  readonly name: string;
  readonly dir: string;
  readonly isModule: boolean;
  /** Texts of the `.tf` files by name. */
  readonly sources: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
  readonly readme: string;
  /** Texts of `tests/*.tftest.hcl`, joined; empty where there are none. */
  readonly tests: string;
}

/** Every folder below `base` with a `versions.tf`, modules first. */
export function terraformFolders(base = terraformDir): readonly TerraformFolder[] {
  const modules = readdirSync(join(base, 'modules')).map((name) => join('modules', name));
  return [...modules.sort(), 'bootstrap', '.']
    .filter((name) => existsSync(join(base, name, 'versions.tf')))
    .map((name) => readFolder(base, name));
}

function readFolder(base: string, name: string): TerraformFolder {
  const dir = join(base, name);
  const sources = textsIn(dir, '.tf');
  const readme = join(dir, 'README.md');
  return {
    name,
    dir,
    isModule: name.startsWith('modules'),
    sources,
    blocks: [...sources.values()].flatMap(blocksOf),
    readme: existsSync(readme) ? readFileSync(readme, 'utf8') : '',
    tests: [...textsIn(join(dir, 'tests'), '.tftest.hcl').values()].join('\n'),
  };
}

function textsIn(dir: string, suffix: string): ReadonlyMap<string, string> {
  const names = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith(suffix)) : [];
  return new Map(names.sort().map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}
