import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleMeta } from './analysis/rule.ts';
import { scriptRules } from './javascript/rules/index.ts';
import { pythonRules } from './python/rules/index.ts';
import { allRules } from './rules.ts';
import { textRules } from './text/rules/index.ts';

const here = import.meta.dirname ?? __dirname;

describe('the rules', () => {
  it.each([
    ['python', pythonRules],
    ['javascript', scriptRules],
    ['text', textRules],
  ] as const)('in %s are one file each, and every file is listed', (folder, listed: readonly RuleMeta[]) => {
    const files = readdirSync(join(here, folder, 'rules')).filter((name) => name !== 'index.ts');

    expect(listed).toHaveLength(files.length);
  });

  it('have ids of their own, but for one check that has two homes', () => {
    const ids = allRules.map(({ id }) => id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual(['syntax.too_complex']);
  });

  it.each(allRules.map((rule) => [rule.id, rule] as const))('%s explains itself', (id, rule) => {
    expect(id).toMatch(/^[a-z]+\.[a-z][a-z_-]+$/);
    expect(rule.summary).toMatch(/^\S.{30,}[.]$/s);
    expect(rule.suggestion).toMatch(/^\S.{15,}[.]$/s);
    expect(rule.languages.length).toBeGreaterThan(0);
  });
});
