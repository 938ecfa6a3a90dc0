import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, type RuleFolder, ruleFolders, ruleList } from './rule-lists.ts';

for (const folder of Object.keys(ruleFolders) as RuleFolder[])
  writeFileSync(join(folderOf(folder), 'index.ts'), ruleList(folder));
