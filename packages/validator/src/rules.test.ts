import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPolicy } from '@dtr/contracts';
import type { RuleExample, RuleMeta } from './analysis/rule.ts';
import { folderOf, type RuleFolder, ruleFolders, ruleList } from './rule-lists.ts';
import { allRules } from './rules.ts';
import { marksIn } from './testing/read-corpus.ts';
import { validate } from './validate.ts';

/** What breaks these takes hundreds of kilobytes, or a fault of the validator. */
const tooLongToShow = new Set(['text.too-large', 'analysis.failed']);
const folders = Object.keys(ruleFolders) as RuleFolder[];
const squeezed = (text: string) => text.replaceAll(/[\s,]+/g, '');
const examples = allRules.flatMap((rule) =>
  (rule.examples ?? []).map((example, index) => [`${rule.id} ${index + 1}`, rule, example] as const),
);

/** What an example breaks, as `line rule`, when the rule is switched on. */
async function broken({ id, action }: RuleMeta, { language, ...example }: RuleExample, which: 'bad' | 'good') {
  const rules = { [id]: { action: action === 'off' ? 'reject' : action } } as const;
  const { violations } = await validate({
    language,
    code: example[which],
    ...(which === 'bad' ? example.besideBad : example.besideGood),
    policy: { ...defaultPolicy, rules },
  });
  return violations.filter(({ rule, ...found }) => found.action === 'reject' || rule === id);
}

describe('the rules', () => {
  it.each(folders)('in %s are one file each, and the list is what `make rules` writes', (folder) => {
    const written = readFileSync(join(folderOf(folder), 'index.ts'), 'utf8');

    expect(squeezed(written)).toBe(squeezed(ruleList(folder)));
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

  it('show what they refuse and what they accept', () => {
    const shown = new Set(examples.map(([, { id }]) => id));

    expect(allRules.map(({ id }) => id).filter((id) => !shown.has(id) && !tooLongToShow.has(id))).toEqual([]);
  });

  it.each(examples)('%s: the bad example breaks it, where it is marked', async (_title, rule, example) => {
    const lines = (await broken(rule, example, 'bad')).filter(({ rule: id }) => id === rule.id).map(({ line }) => line);

    expect(lines).not.toEqual([]);
    expect(lines.map((line) => `${line} ${rule.id}`)).toEqual(expect.arrayContaining(marksIn(example.bad)));
  });

  it.each(examples)('%s: the good example breaks none', async (_title, rule, example) => {
    expect(await broken(rule, example, 'good')).toEqual([]);
  });
});
