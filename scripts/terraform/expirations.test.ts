import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { filesBelow } from '../zip.ts';
import { attributeOf, blocksOf } from './hcl-blocks.ts';

/** Rows and audit events name them for good, or they cost a judgement when they are gone. */
const staying = ['artifacts', 'policies', 'verdicts'];
const sourcesOf = (name: string) =>
  filesBelow(join(root, 'packages', name, 'src'))
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(path))
    .map((path) => readFileSync(path, 'utf8'));

/** What keys of the bucket begin with, as the code writes them. */
const written = new Set(
  [...sourcesOf('core'), ...sourcesOf('adapters-aws')].flatMap((source) =>
    [...source.matchAll(/`([a-z]+)\/\$\{/g)].map(([, prefix = '']) => prefix),
  ),
);

function expirations(): Readonly<Record<string, number>> {
  const blocks = blocksOf(readFileSync(join(root, 'terraform', 'main.tf'), 'utf8'));
  const bucket = blocks.find(({ labels }) => labels[0] === 'bucket');
  const map = (bucket && attributeOf(bucket, 'expirations')) ?? '';
  return Object.fromEntries([...map.matchAll(/"([a-z]+)\/" += (\d+)/g)].map(([, name, days]) => [name, Number(days)]));
}

describe('the bucket', () => {
  it('lets everything that the code writes go, but for what has to stay', () => {
    expect(written.size).toBeGreaterThan(5);
    expect(Object.keys(expirations()).sort()).toEqual([...written].filter((name) => !staying.includes(name)).sort());
  });

  it('keeps what rows name for longer than the rows', () => {
    const limits = readFileSync(join(root, 'packages', 'contracts', 'src', 'limits.ts'), 'utf8');
    const executionDays = Number(/executionDays: (\d+)/.exec(limits)?.[1]);

    expect(expirations()).toMatchObject({ executions: executionDays + 1, outputs: executionDays + 1 });
  });
});
