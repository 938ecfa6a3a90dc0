import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { randomUses } from '../repeatability.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const randomness: ScriptRule = {
  id: 'javascript.randomness',
  languages: scriptLanguages,
  severity: 'low',
  action: 'off',
  category: 'determinism',
  cwe: 330,
  threats: [],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(items) {
  return items[Math.floor(Math.random() * items.length)]; // <- javascript.randomness
}`,
      good: `export function handler(items, seed) {
  return items[seed % items.length];
}`,
    },
  ],
  summary: 'For policies that want the same input to give the same output: Math.random gives another number each time.',
  suggestion: 'Take a seed as a parameter and compute the numbers from it.',
  *check(context): Generator<Finding> {
    for (const node of randomUses(context)) yield { span: spanOf(node), message: 'The result depends on chance.' };
  },
};
