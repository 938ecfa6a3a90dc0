import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const newRealm: ScriptRule = {
  id: 'javascript.new-realm',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 693,
  threats: ['JS-DYN-7'],
  examples: [
    {
      language: 'javascript',
      bad: `import vm from 'node:vm'; // <- javascript.new-realm
export function handler(text) {
  return vm.runInNewContext(text);
}`,
      good: `export function handler(text) {
  return JSON.parse(text);
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(text) {
  return new ShadowRealm().evaluate(text); // <- javascript.new-realm
}`,
      good: `export function handler(text) {
  return Number(text);
}`,
    },
  ],
  summary:
    'A new realm (vm, ShadowRealm, a frame in a page) has fresh built-ins and runs text out of sight of the checks.',
  suggestion: 'Write the code out as functions; read data with JSON.parse.',
  *check(context) {
    yield* globalUses(context, 'realm', 'opens another realm, with code and globals of its own');
    yield* moduleUses(context, 'realm');
  },
};
