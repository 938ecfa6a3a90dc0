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
      bad: `const later = setTimeout;
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
    for (const call of context.tree.nodesOf('CallExpression')) {
      const { timer, task } = timed(call, context) ?? {};
      if (!timer || !task || !isText(task, context)) continue;
      const { callee } = call;
      const isNamed = unwrap(callee) === timer;
      const known = isNamed ? {} : { path: `\`${context.source.code.slice(...callee.range)}\` = \`${timer.name}\`` };
      const isWithin = task.range[0] >= call.range[0] && task.range[1] <= call.range[1];
      yield {
        span: spanOf(isWithin ? task : call),
        message: `${timer.name} is given text instead of a function.`,
        ...known,
      };
      if (!isNamed)
        yield { span: spanOf(timer), message: `${timer.name} gets another name, under which it is given text.` };
    }
  },
};

interface Timed {
  /** The timer as the code names it. */
  readonly timer: NodeOf<'Identifier'>;
  readonly task: ScriptNode | undefined;
}

/** A call of a timer, under whatever name, also by `call` and `apply`. */
function timed({ callee, arguments: args }: NodeOf<'CallExpression'>, context: ScriptContext): Timed | undefined {
  for (const { root: timer, keys } of context.pathsOf(callee)) {
    if (timer.type !== 'Identifier' || !timers.has(timer.name) || !context.scopes.isFree(timer)) continue;
    const [method, ...more] = keys;
    if (more.length > 0) continue;
    if (method === undefined) return { timer, task: keys.length === 0 ? firstOf(args[0], context) : undefined };
    if (method === 'call') return { timer, task: args[1] };
    if (method === 'apply') return { timer, task: args[1] && firstElement(args[1], context) };
  }
  return undefined;
}

/** `setTimeout(...list)` gives the first of the list. */
const firstOf = (argument: ScriptNode | undefined, context: ScriptContext) =>
  argument?.type === 'SpreadElement' ? firstElement(argument.argument, context) : argument;

function firstElement(list: ScriptNode, { pathsOf }: ScriptContext): ScriptNode | undefined {
  const [path] = pathsOf(list);
  return path?.keys.length === 0 && path.root.type === 'ArrayExpression'
    ? (path.root.elements[0] ?? undefined)
    : undefined;
}

const isText = (node: ScriptNode, { fold, pathsOf }: ScriptContext) =>
  fold(node) !== undefined ||
  pathsOf(node).some(({ root, keys }) => keys.length === 0 && textKinds.has(root.type) && !isNull(root));

const isNull = (node: ScriptNode) => node.type === 'Literal' && typeof node.value !== 'string';
