import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { endlessCycles } from '../resources/endless-calls.ts';
import { stuckCalls } from '../resources/stuck-recursion.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const unboundedRecursion: ScriptRule = {
  id: 'javascript.unbounded-recursion',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 674,
  threats: ['JS-RES-1'],
  examples: [
    {
      language: 'javascript',
      bad: `function depth(node) {
  return 1 + depth(node.child); // <- javascript.unbounded-recursion
}
export function handler(tree) {
  return depth(tree);
}`,
      good: `function depth(node) {
  return node.child ? 1 + depth(node.child) : 1;
}
export function handler(tree) {
  return depth(tree);
}`,
    },
    {
      language: 'javascript',
      bad: `function sum(n) {
  if (n === 0) return 0;
  return n + sum(n); // <- javascript.unbounded-recursion
}
export function handler(n) {
  return sum(n);
}`,
      good: `function sum(n) {
  if (n <= 0) return 0;
  return n + sum(n - 1);
}
export function handler(n) {
  return sum(n);
}`,
    },
  ],
  summary: 'A function that calls itself on every way through never returns: the stack overflows.',
  suggestion: 'Return without the call for the smallest input first, and make the argument smaller with every call.',
  *check(context): Generator<Finding> {
    for (const { node, isLater, members } of endlessCycles(context))
      if (!isLater) {
        const message = members.length > 1 ? 'These functions call each other' : 'This function calls itself';
        yield { span: spanOf(node), message: `${message} on every way through; no way returns before.` };
      }
    for (const { node, reason } of stuckCalls(context)) yield { span: spanOf(node), message: reason };
  },
};
