import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../rules.ts';
import { threats } from '../threats.ts';
import { rulesPage } from './rules-page.ts';

const published = join(import.meta.dirname ?? __dirname, '../../../../docs/rules.md');

describe('the page of rules', () => {
  it('is what `make rules` writes', () => {
    expect(readFileSync(published, 'utf8')).toBe(rulesPage(allRules));
  });

  it.each(allRules.map(({ id }) => id))('shows %s once', (id) => {
    expect(rulesPage(allRules).split(`### ${id}\n`)).toHaveLength(2);
  });

  it.each(Object.keys(threats))('names a rule against %s', (threat) => {
    expect(allRules.some((rule) => rule.threats?.includes(threat))).toBe(true);
  });
});
