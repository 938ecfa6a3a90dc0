import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, type RuleFolder, ruleFolders, ruleList } from './rule-lists.ts';

for (const folder of Object.keys(ruleFolders) as RuleFolder[])
  writeFileSync(join(folderOf(folder), 'index.ts'), ruleList(folder));

// Only now: the page shows the rules that have just been listed.
const { rulesPage } = await import('./page/rules-page.ts');
const { allRules } = await import('./rules.ts');
writeFileSync(join(import.meta.dirname, '../../../docs/rules.md'), rulesPage(allRules));
