import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';

const timers = new Set(['setTimeout', 'setInterval']);
const textKinds = new Set(['Literal', 'TemplateLiteral', 'BinaryExpression']);

export const stringTimer: ScriptRule = {
  id: 'javascript.string-timer',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['JS-DYN-5'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(total) {
  setTimeout('total + 1', 10); // <- javascript.string-timer
  return total;
}`,
      good: `export function handler(total) {
  return new Promise((resolve) => setTimeout(() => resolve(total + 1), 10));
}`,
    },
  ],
  summary: 'A timer that is given text runs it as code.',
  suggestion: 'Give the timer a function: `setTimeout(() => { ... }, ms)`.',
  *check(context): Generator<Finding> {
    for (const { callee, arguments: args } of context.tree.nodesOf('CallExpression')) {
      const [first] = args;
      if (callee.type !== 'Identifier' || !timers.has(callee.name) || !context.scopes.isFree(callee)) continue;
      if (first && isText(first, context))
        yield { span: spanOf(first), message: `${callee.name} is given text instead of a function.` };
    }
  },
};

const isText = (node: ScriptNode, { fold }: ScriptContext) =>
  textKinds.has(unwrap(node).type) || fold(node) !== undefined;
