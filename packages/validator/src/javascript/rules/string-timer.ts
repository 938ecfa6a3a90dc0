import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

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
    {
      language: 'javascript',
      bad: `const later = setTimeout; // <- javascript.string-timer
export function handler(text) {
  later(\`log(\${text})\`, 10); // <- javascript.string-timer
}`,
      good: `const later = setTimeout;
export function handler(text) {
  return new Promise((resolve) => later(() => resolve(text), 10));
}`,
    },
  ],
  summary: 'A timer that is given text, under its own or another name, runs it as code.',
  suggestion: 'Give the timer a function: `setTimeout(() => { ... }, ms)`.',
  *check(context): Generator<Finding> {
    for (const { callee, arguments: args } of context.tree.nodesOf('CallExpression')) {
      const [first] = args;
      const timer = first && timerOf(callee, context);
      if (!timer || !isText(first, context)) continue;
      const isNamed = unwrap(callee) === timer;
      const known = isNamed ? {} : { path: `\`${context.source.code.slice(...callee.range)}\` = \`${timer.name}\`` };
      yield { span: spanOf(first), message: `${timer.name} is given text instead of a function.`, ...known };
      if (!isNamed)
        yield { span: spanOf(timer), message: `${timer.name} gets another name, under which it is given text.` };
    }
  },
};

/** The timer that is called, as the code names it. */
function timerOf(callee: ScriptNode, { pathsOf, scopes }: ScriptContext): NodeOf<'Identifier'> | undefined {
  for (const { root, keys } of pathsOf(callee))
    if (keys.length === 0 && root.type === 'Identifier' && timers.has(root.name) && scopes.isFree(root)) return root;
  return undefined;
}

const isText = (node: ScriptNode, { fold, pathsOf }: ScriptContext) =>
  fold(node) !== undefined ||
  pathsOf(node).some(({ root, keys }) => keys.length === 0 && textKinds.has(root.type) && !isNull(root));

const isNull = (node: ScriptNode) => node.type === 'Literal' && typeof node.value !== 'string';
