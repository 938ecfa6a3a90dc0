import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { clockUses } from '../repeatability.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const clock: ScriptRule = {
  id: 'javascript.clock',
  languages: scriptLanguages,
  severity: 'low',
  action: 'off',
  category: 'determinism',
  cwe: 330,
  threats: [],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(born) {
  return new Date().getFullYear() - born; // <- javascript.clock
}`,
      good: `export function handler(born, now) {
  return new Date(now).getFullYear() - born;
}`,
    },
  ],
  summary: 'For policies that want the same input to give the same output: the clock shows another time each time.',
  suggestion: 'Take the instant as a parameter of the entry point.',
  *check(context): Generator<Finding> {
    for (const node of clockUses(context)) yield { span: spanOf(node), message: 'The result depends on when it runs.' };
  },
};
