import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundaryFaults } from './boundaries.ts';
import { workspacePackages } from './workspace.ts';

describe('boundaryFaults', () => {
  const base = mkdtempSync(join(tmpdir(), 'boundaries-'));
  afterAll(() => rmSync(base, { recursive: true }));

  const packageWith = (folder: string, rank: number, dependencies: Record<string, string>, source = '') => {
    const dir = join(base, folder);
    mkdirSync(join(dir, 'src'), { recursive: true });
    const references = Object.keys(dependencies).map((name) => ({ path: `../${name.slice('@x/'.length)}` }));
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ references }));
    writeFileSync(join(dir, 'src', 'index.ts'), source);
    return { folder, dir, manifest: { name: `@x/${folder}`, dtr: { rank }, dependencies } };
  };

  it('finds no fault in this workspace', () => {
    expect(boundaryFaults(workspacePackages())).toEqual([]);
  });

  it('refuses a dependency on the same or a higher rank', () => {
    const low = packageWith('low', 1, { '@x/high': 'workspace:*' });
    const high = packageWith('high', 1, {});

    expect(boundaryFaults([low, high])).toEqual(['low (rank 1) must not depend on @x/high: only on lower ranks']);
  });

  it('refuses a relative import that leaves the package', () => {
    const leaving = packageWith('leaving', 2, {}, "import { a } from '../../low/src/index.ts';\n");

    expect(boundaryFaults([leaving])).toEqual([expect.stringContaining("'../../low/src/index.ts'")]);
  });
});
