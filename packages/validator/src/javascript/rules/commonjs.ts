import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const commonjs: ScriptRule = {
  id: 'javascript.commonjs',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 829,
  threats: ['JS-FS-1', 'JS-DYN-6'],
  examples: [
    {
      language: 'javascript',
      bad: `const load = require; // <- javascript.commonjs
export function handler(name) {
  return load(name);
}`,
      good: `const tools = new Map([['upper', (text) => text.toUpperCase()]]);
export function handler(name, text) {
  return tools.get(name)?.(text) ?? text;
}`,
    },
    {
      language: 'javascript',
      bad: `function handler(x) {
  return x * 2;
}
module.exports = { handler }; // <- javascript.commonjs`,
      good: `function handler(x) {
  return x * 2;
}
export { handler };`,
    },
  ],
  summary:
    'require, module and exports are CommonJS. A tool is an ES module without imports; require passed on or given a computed name loads anything.',
  suggestion: 'Export the entry point with `export function name(...) { ... }`, and write what you need into the tool.',
  check: (context) =>
    globalUses(context, 'loader', 'loads or hands on code as CommonJS does, and a tool is an ES module'),
};
