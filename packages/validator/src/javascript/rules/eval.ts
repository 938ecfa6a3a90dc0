import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const evalRule: ScriptRule = {
  id: 'javascript.eval',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['JS-DYN-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(formula) {
  return eval(formula); // <- javascript.eval
}`,
      good: `export function handler(left, operator, right) {
  return operator === '+' ? left + right : left - right;
}`,
    },
    {
      language: 'javascript',
      bad: `const run = [eval]; // <- javascript.eval
export function handler(text) {
  return run[0](text);
}`,
      good: `const run = [JSON.parse];
export function handler(text) {
  return run[0](text);
}`,
    },
  ],
  summary: 'eval runs text as code, which cannot be checked: called, called indirectly, passed on or stored.',
  suggestion: 'Write the code out as functions; to read data use JSON.parse, to compute a formula parse it yourself.',
  check: (context) => globalUses(context, 'eval', 'runs text as code, which cannot be checked'),
};
