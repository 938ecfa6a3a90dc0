import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, type WorkspacePackage, workspacePackages } from './workspace.ts';
import { filesBelow } from './zip.ts';

/**
 * Checks the ranks of `docs/architecture.md`: a package depends only on lower ranks, its project references repeat its
 * manifest, and its sources reach other packages only by their names. Undeclared imports are the linter's part.
 */
export function boundaryFaults(packages: readonly WorkspacePackage[]): readonly string[] {
  const byName = new Map(packages.map((entry) => [entry.manifest.name, entry]));
  return packages.flatMap((entry) => [
    ...rankFaults(entry, byName),
    ...referenceFaults(entry, byName),
    ...relativeImportFaults(entry),
  ]);
}

function rankFaults({ folder, manifest }: WorkspacePackage, byName: ReadonlyMap<string, WorkspacePackage>): string[] {
  const rank = manifest.dtr?.rank;
  if (rank === undefined) return [`${folder}: package.json must say its rank in "dtr": { "rank": … }`];
  return workspaceDependencies(manifest.dependencies)
    .filter((name) => (byName.get(name)?.manifest.dtr?.rank ?? rank) >= rank)
    .map((name) => `${folder} (rank ${rank}) must not depend on ${name}: only on lower ranks`);
}

function referenceFaults(
  { folder, dir, manifest }: WorkspacePackage,
  byName: ReadonlyMap<string, WorkspacePackage>,
): string[] {
  const { references = [] } = JSON.parse(readFileSync(join(dir, 'tsconfig.json'), 'utf8'));
  const actual = references.map(({ path }: { path: string }) => path).sort();
  const names = [...workspaceDependencies(manifest.dependencies), ...workspaceDependencies(manifest.devDependencies)];
  const wanted = names.map((name) => `../${byName.get(name)?.folder}`).sort();
  const same = actual.join() === wanted.join();
  return same ? [] : [`${folder}/tsconfig.json must reference ${wanted.join(', ') || 'nothing'}, as its manifest does`];
}

function relativeImportFaults({ folder, dir }: WorkspacePackage): string[] {
  return filesBelow(join(dir, 'src'))
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      importsOf(readFileSync(path, 'utf8'))
        .filter((specifier) => specifier.startsWith('.') && relative(dir, join(path, '..', specifier)).startsWith('..'))
        .map((specifier) => `${folder}: ${relative(root, path)} reaches outside its package with '${specifier}'`),
    );
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/^\s*(?:import|export)\b[^'"]*?from '([^']+)'|import\('([^']+)'\)/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

function workspaceDependencies(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(dependencies).flatMap(([name, version]) => (version.startsWith('workspace:') ? [name] : []));
}

if (import.meta.filename === process.argv[1]) {
  const faults = boundaryFaults(workspacePackages());
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
