import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const globalObject: ScriptRule = {
  id: 'javascript.global-object',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['JS-GLB-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(name) {
  return globalThis[name]; // <- javascript.global-object
}`,
      good: `const known = { parse: JSON.parse, text: String };
export function handler(name, value) {
  return Object.hasOwn(known, name) ? known[name](value) : null;
}`,
    },
  ],
  summary:
    'The global object gives every other global by text: by a computed key, by spreading it, by looping over it, or passed on.',
  suggestion: 'Name the global you need directly.',
  check: (context) =>
    globalUses(context, 'global-object', 'is the global object, which reaches every other name by text'),
};
