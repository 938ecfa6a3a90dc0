import { scriptLanguages } from '../../analysis/rule.ts';
import { globalUses } from '../families/global-uses.ts';
import { moduleUses } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const environment: ScriptRule = {
  id: 'javascript.environment',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 526,
  threats: ['JS-ENV-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(name) {
  return process.env[name]; // <- javascript.environment
}`,
      good: `export function handler(settings, name) {
  return settings[name];
}`,
    },
    {
      language: 'javascript',
      bad: `export function handler() {
  return import.meta.url; // <- javascript.environment
}`,
      good: `export function handler(url) {
  return new URL('.', url).href;
}`,
    },
  ],
  summary: 'Environment variables, arguments, paths and versions tell about the host and may hold secrets.',
  suggestion: 'Pass the value in as a parameter of the entry point.',
  *check(context) {
    yield* globalUses(context, 'environment', 'tells about the host');
    yield* moduleUses(context, 'environment');
    for (const node of context.tree.nodesOf('MetaProperty'))
      if (node.meta.name === 'import') yield { span: spanOf(node), message: 'import.meta shows where the code runs.' };
  },
};
