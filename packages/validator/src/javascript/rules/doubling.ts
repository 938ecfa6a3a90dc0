import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { doublings } from '../resources/doublings.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const doubling: ScriptRule = {
  id: 'javascript.doubling',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 789,
  threats: ['JS-RES-2'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(word, rounds) {
  let text = String(word);
  for (let i = 0; i < rounds; i++) text += text; // <- javascript.doubling
  return text;
}`,
      good: `export function handler(word, width) {
  let text = String(word);
  while (text.length < Math.min(width, 1000)) text += text;
  return text;
}`,
    },
  ],
  summary: 'A text or list that doubles in every turn takes all memory after thirty turns.',
  suggestion: 'Look at the length before it is doubled and stop at a bound, or use repeat with a bounded count.',
  *check(context): Generator<Finding> {
    for (const node of doublings(context, context.policy.limits.allocationBytes))
      yield { span: spanOf(node), message: 'This doubles in every turn, and nothing looks at how long it has become.' };
  },
};
