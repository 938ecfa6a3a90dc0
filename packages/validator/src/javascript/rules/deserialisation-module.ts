import { scriptLanguages } from '../../analysis/rule.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const deserialisationModule: ScriptRule = {
  id: 'javascript.deserialisation-module',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'import',
  cwe: 502,
  threats: ['JS-DES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `import { unserialize } from 'node-serialize'; // <- javascript.deserialisation-module
export function handler(text) {
  return unserialize(text);
}`,
      good: `export function handler(text) {
  return JSON.parse(text);
}`,
    },
  ],
  summary:
    'v8.deserialize, node-serialize and their like rebuild objects and functions from text that somebody else wrote.',
  suggestion: 'Read data with JSON.parse and check what came out of it.',
  check: (context) => moduleUses(context, 'deserialisation'),
};
