import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const functionConstructor: ScriptRule = {
  id: 'javascript.function-constructor',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['JS-DYN-2'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(body, x) {
  return new Function('x', body)(x); // <- javascript.function-constructor
}`,
      good: `const bodies = new Map([['double', (x) => x * 2]]);
export function handler(name, x) {
  return bodies.get(name)?.(x) ?? null;
}`,
    },
  ],
  summary:
    'Function and its asynchronous and generating kin make code from text, by `new`, by a call, as a tag or as a base class.',
  suggestion: 'Write the function out; choose between functions with an object or a Map of your own.',
  check: (context) => globalUses(context, 'function-constructor', 'makes functions from text, which cannot be checked'),
};
