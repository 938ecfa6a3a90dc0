import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const buildDir = join(root, '.build');

interface Manifest {
  readonly name: string;
  readonly dtr?: { readonly rank?: number };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  /** Folder name, for example `tool-manager`. */
  readonly folder: string;
  readonly dir: string;
  readonly manifest: Manifest;
}

/** Every package of the workspace, by folder name. */
export function workspacePackages(): readonly WorkspacePackage[] {
  const base = join(root, 'packages');
  return readdirSync(base)
    .sort()
    .map((folder) => ({ folder, dir: join(base, folder) }))
    .filter(({ dir }) => existsSync(join(dir, 'package.json')))
    .map(({ folder, dir }) => ({ folder, dir, manifest: JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) }));
}

/** The packages that deploy as Lambda functions: those with a `src/handler.ts`. */
export function lambdaPackages(): readonly WorkspacePackage[] {
  return workspacePackages().filter(({ dir }) => existsSync(join(dir, 'src', 'handler.ts')));
}
