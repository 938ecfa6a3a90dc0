import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { isFunction, unwrap } from '../expressions.ts';
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
    for (const call of context.tree.nodesOf('CallExpression')) {
      const { timer, task } = timed(call, context) ?? {};
      if (!timer || !task || !(isText(task, context) || isInput(task, context))) continue;
      const { callee } = call;
      const isNamed = unwrap(callee) === timer;
      const known = isNamed ? {} : { path: `\`${context.source.code.slice(...callee.range)}\` = \`${timer.name}\`` };
      const isWithin = task.range[0] >= call.range[0] && task.range[1] <= call.range[1];
      yield {
        span: spanOf(isWithin ? task : call),
        message: `${timer.name} is given text or input instead of a function.`,
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

/** A parameter of the entry point, or a part of one: input is JSON, which holds no functions. */
function isInput(task: ScriptNode, context: ScriptContext, steps = 0): boolean {
  let at = unwrap(task);
  while (at.type === 'MemberExpression' || (at.type === 'CallExpression' && at.callee.type === 'MemberExpression'))
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  const variable = at.type === 'Identifier' ? context.scopes.variableOf(at) : undefined;
  const [definition] = variable?.defs ?? [];
  const own = definition?.node as ScriptNode | undefined;
  if (steps > 3 || definition?.type !== 'Parameter' || !isFunction(own)) return false;
  if (isExported(own, context)) return true;
  const index = own.params.indexOf(definition.name as never);
  return (callsByFunction(context).get(own) ?? []).slice(0, 8).some(({ arguments: args }) => {
    const argument = args[index];
    return argument !== undefined && isInput(argument, context, steps + 1);
  });
}

const callers = new WeakMap<ScriptContext, Map<ScriptNode | undefined, NodeOf<'CallExpression'>[]>>();

function callsByFunction(context: ScriptContext) {
  const known =
    callers.get(context) ??
    Map.groupBy(context.tree.nodesOf('CallExpression'), ({ callee }) => calledFunction(callee, context));
  callers.set(context, known);
  return known;
}

function calledFunction(callee: ScriptNode, { scopes }: ScriptContext): ScriptNode | undefined {
  const node = callee.type === 'Identifier' ? (scopes.variableOf(callee)?.defs[0]?.node as ScriptNode) : undefined;
  return node?.type === 'VariableDeclarator' ? (node.init ?? undefined) : node;
}

function isExported(own: ScriptNode, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(own);
  const statement = parent?.type === 'VariableDeclarator' ? tree.parentOf(tree.parentOf(parent) ?? parent) : parent;
  return statement?.type === 'ExportNamedDeclaration' || statement?.type === 'ExportDefaultDeclaration';
}

const isNull = (node: ScriptNode) => node.type === 'Literal' && typeof node.value !== 'string';
