import { scriptLanguages } from '../../analysis/rule.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';

export const networkModule: ScriptRule = {
  id: 'javascript.network-module',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 918,
  threats: ['JS-NET-2'],
  examples: [
    {
      language: 'javascript',
      bad: `import { get } from 'node:https'; // <- javascript.network-module
export function handler(url) {
  return new Promise((resolve) => get(url, resolve));
}`,
      good: `export function handler(url) {
  return new URL(url).hostname;
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler(host) {
  return require('dns').promises.lookup(host); // <- javascript.network-module
}`,
      good: `export function handler(host) {
  return host.split('.').reverse();
}`,
    },
  ],
  summary: 'Modules that speak to the network, of the runtime or of third parties, by import, re-export or require.',
  suggestion: 'Take the data as a parameter of the entry point and return the result.',
  check: (context) => moduleUses(context, 'network'),
};
