import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where rules live: a file each, listed by the `index.ts` beside them. */
export const ruleFolders = {
  text: { type: 'TextRule', from: '../text-context.ts', list: 'textRules', about: 'Every rule on the raw text.' },
  words: {
    type: 'WordsRule',
    from: '../words-context.ts',
    list: 'wordsRules',
    about: 'Every rule on what stands beside the code.',
  },
  python: {
    type: 'PythonRule',
    from: '../python-context.ts',
    list: 'pythonRules',
    about: 'Every rule on the tree of Python.',
  },
  javascript: {
    type: 'ScriptRule',
    from: '../script-context.ts',
    list: 'scriptRules',
    about: 'Every rule on the tree of JavaScript and TypeScript.',
  },
} as const;
export type RuleFolder = keyof typeof ruleFolders;

const here = import.meta.dirname ?? __dirname;
export const folderOf = (folder: RuleFolder) => join(here, folder, 'rules');

/** The list of a folder: whatever its files export as a rule. */
export function ruleList(folder: RuleFolder): string {
  const { type, from, list, about } = ruleFolders[folder];
  const files = readdirSync(folderOf(folder)).filter(
    (name) => name.endsWith('.ts') && name !== 'index.ts' && !name.includes('.test.'),
  );
  const rules = files.sort().map((file) => ({ file, name: exportedRule(folder, file, type) }));
  const imports = rules.map(({ file, name }) => `import { ${name} } from './${file}';`);
  const members = rules.map(({ name }) => name);
  return [
    '// Written by `make rules` from the files beside it.',
    `import type { ${type} } from '${from}';`,
    ...imports,
    '',
    `/** ${about} */`,
    `export const ${list}: readonly ${type}[] = [${members.join(', ')}];`,
    '',
  ].join('\n');
}

function exportedRule(folder: RuleFolder, file: string, type: string): string {
  const source = readFileSync(join(folderOf(folder), file), 'utf8');
  const [, name] = new RegExp(`export const (\\w+): ${type} =`).exec(source) ?? [];
  if (name === undefined) throw new Error(`${folder}/rules/${file} exports no constant of type ${type}.`);
  return name;
}
