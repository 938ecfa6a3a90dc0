import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.ts';
import { attributeOf, blocksOf } from './hcl-blocks.ts';

const folder = join(root, 'docs', 'runbooks');
const pages = readdirSync(folder).sort();
const textOf = (page: string) => readFileSync(join(folder, page), 'utf8');

/** Names directly inside a map that is an attribute of the file's `locals` or of a module, indented by `indent` spaces. */
function namesIn(map: string | undefined, indent: number): readonly string[] {
  return [...(map ?? '').matchAll(new RegExp(`^ {${indent}}([a-z][a-z0-9-]*) += \\{`, 'gm'))].map(
    ([, name = '']) => name,
  );
}

/** Every alarm that somebody is called for, composites too. */
function alarms(): readonly string[] {
  const blocks = blocksOf(readFileSync(join(root, 'terraform', 'watch.tf'), 'utf8'));
  return blocks.flatMap((block) => ['alarms', 'composites'].flatMap((name) => namesIn(attributeOf(block, name), 4)));
}

describe('runbooks', () => {
  it('are one page for each alarm, and no more', () => {
    expect(alarms().length).toBeGreaterThan(10);
    expect(pages).toEqual([...alarms()].map((name) => `${name}.md`).sort());
  });

  it.each(pages)('%s names its alarm, and says what it means, where to look and what to do', (page) => {
    const headings = textOf(page)
      .split('\n')
      .filter((line) => /^#+ /.test(line));

    expect(headings[0]).toMatch(/^# Runbook: /);
    expect(headings).toEqual(expect.arrayContaining(['## What it means', '## Look', '## Act', '## Afterwards']));
    expect(textOf(page)).toContain(`**Alarm:** \`${page.replace('.md', '')}\``);
  });

  it.each(pages)('%s quotes log lines that the functions write', (page) => {
    const sources = ['executor', 'validator', 'worker', 'authorizer', 'lambda-kit'].flatMap((name) =>
      readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
        .map((path) => readFileSync(join(root, 'packages', name, 'src', path), 'utf8')),
    );
    const quoted = [...textOf(page).matchAll(/message = "([^"]+)"/g)].map(([, line = '']) => line);

    expect(quoted.filter((line) => !sources.some((source) => source.includes(`message: '${line}'`)))).toEqual([]);
  });
});
