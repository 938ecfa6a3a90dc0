import { scriptLanguages } from '../../analysis/rule.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const forbiddenImport: ScriptRule = {
  id: 'javascript.forbidden-import',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 829,
  threats: ['TS-1'],
  examples: [
    {
      language: 'javascript',
      bad: `import { chunk } from 'lodash'; // <- javascript.forbidden-import
export function handler(items, size) {
  return chunk(items, size);
}`,
      good: `export function handler(items, size) {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}`,
    },
    {
      language: 'typescript',
      bad: `import helper = require('./helper'); // <- javascript.forbidden-import
export function handler(text: string): string {
  return helper.tidy(text);
}`,
      good: `const tidy = (text: string) => text.trim();
export function handler(text: string): string {
  return tidy(text);
}`,
    },
  ],
  summary: 'Modules bring code that was not checked; only those that the policy lists may be imported.',
  suggestion: 'Write what you need into the tool; it has the ECMAScript built-ins and nothing else.',
  *check(context) {
    yield* moduleUses(context);
  },
};
