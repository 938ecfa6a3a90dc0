import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { isLoop } from './loops.ts';
import { isInside, nodesIn } from './nodes-in.ts';
import { runsOf } from './work.ts';

/** Turns after which the shortest text that doubles passes a limit of 64 MiB. */
const turnsTo = (limit: number) => Math.log2(limit) - 1;

/** A text or list that every turn of a loop, or every call of a recursion, makes twice as long. */
export function* doublings(context: ScriptContext, limit: number): Generator<ScriptNode> {
  const { tree } = context;
  for (const node of tree.nodesOf('AssignmentExpression')) {
    const key = keyOf(node.left, context);
    const isDoubled = node.operator === '+=' ? keyOf(node.right, context) === key : twice(node.right, key, context);
    if (key !== undefined && isDoubled && isRepeated(node, key, context, limit)) yield node;
  }
  for (const node of tree.nodesOf('CallExpression')) {
    const key = pushedOntoItself(node, context);
    if (key !== undefined && isRepeated(node, key, context, limit)) yield node;
    yield* passedOnTwice(node, context);
    yield* foldedTwice(node, context);
  }
}

/** `s + s`, `[...s, ...s]`, `s.concat(s)`, `s.repeat(2)`, `${s}${s}`. */
function twice(expression: ScriptNode, key: string | undefined, context: ScriptContext): boolean {
  const node = unwrap(expression);
  const isKey = (child: ScriptNode) => key !== undefined && keyOf(child, context) === key;
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator === '+' && isKey(node.left as ScriptNode) && isKey(node.right);
    case 'TemplateLiteral':
      return node.expressions.filter(isKey).length >= 2;
    case 'ArrayExpression':
      return node.elements.filter((part) => part?.type === 'SpreadElement' && isKey(part.argument)).length >= 2;
    case 'CallExpression':
      return isDoublingCall(node, isKey, context);
    default:
      return false;
  }
}

function isDoublingCall(
  { callee: called, arguments: [first] }: NodeOf<'CallExpression'>,
  isKey: (node: ScriptNode) => boolean,
  context: ScriptContext,
): boolean {
  const callee = unwrap(called);
  if (callee.type !== 'MemberExpression' || !first) return false;
  const name = nameOf(callee);
  if (name === 'join' && callee.object.type === 'ArrayExpression')
    return callee.object.elements.filter((part) => part && isKey(part)).length >= 2;
  if (!isKey(callee.object)) return false;
  if (name === 'concat') return isKey(first.type === 'SpreadElement' ? first.argument : first);
  const times = name === 'repeat' ? resourcesOf(context).valueAt(first, 'always') : undefined;
  return times?.kind === 'number' && times.range.atLeast >= 2;
}

function pushedOntoItself({ callee: called, arguments: args }: NodeOf<'CallExpression'>, context: ScriptContext) {
  const callee = unwrap(called);
  if (callee.type !== 'MemberExpression' || !['push', 'unshift'].includes(nameOf(callee) ?? '')) return undefined;
  const key = keyOf(callee.object, context);
  const isItself = args.some((part) => part.type === 'SpreadElement' && keyOf(part.argument, context) === key);
  return isItself ? key : undefined;
}

/** In a loop that nothing holds to a small number of turns, and that does not look at the length. */
function isRepeated(node: ScriptNode, key: string, context: ScriptContext, limit: number): boolean {
  const target = node.type === 'AssignmentExpression' ? node.left : node.type === 'CallExpression' ? node.callee : node;
  if (node.type === 'AssignmentExpression' && !isLong(node, key, context)) return false;
  const loop = loopAround(node, target as ScriptNode, context);
  if (!loop || looksAtLength(loop, key, context)) return false;
  return runsOf(node, context).count.atMost > turnsTo(limit);
}

/** A text or list for certain: by what it holds, by how it is doubled, or by what else is done with it. */
function isLong({ left, right }: NodeOf<'AssignmentExpression'>, key: string, context: ScriptContext): boolean {
  const { type } = unwrap(right);
  // Numbers are added, nothing else of this is done to them.
  if (type === 'ArrayExpression' || type === 'TemplateLiteral' || type === 'CallExpression') return true;
  if (isSequence(left as ScriptNode, context)) return true;
  const { kind } = resourcesOf(context).valueAt(left as ScriptNode);
  return kind === 'unknown' && usedAsText(context).has(key);
}

const textKeys = new WeakMap<ScriptContext, ReadonlySet<string>>();
const ofTexts: ReadonlySet<string> = new Set(
  'length slice split trim charAt toUpperCase toLowerCase includes startsWith endsWith substring padEnd padStart'.split(
    ' ',
  ),
);

/** Places with a member that only texts and lists have. */
function usedAsText(context: ScriptContext): ReadonlySet<string> {
  const known = textKeys.get(context);
  if (known) return known;
  const keys = context.tree
    .nodesOf('MemberExpression')
    .flatMap((node) => (ofTexts.has(nameOf(node) ?? '') ? [keyOf(node.object, context)] : []));
  const found = new Set(keys.filter((key) => key !== undefined));
  textKeys.set(context, found);
  return found;
}

function isSequence(node: ScriptNode, context: ScriptContext): boolean {
  const { kind } = resourcesOf(context).valueAt(node);
  return kind === 'text' || kind === 'list';
}

/** The nearest loop that the value outlives. */
function loopAround(node: ScriptNode, target: ScriptNode, { tree, scopes }: ScriptContext): ScriptNode | undefined {
  let base = unwrap(target);
  while (base.type === 'MemberExpression') base = unwrap(base.object);
  const names = base.type === 'Identifier' ? (scopes.variableOf(base)?.defs ?? []) : [];
  let found: ScriptNode | undefined;
  for (let at = tree.parentOf(node); at && !found; at = tree.parentOf(at)) {
    const outer = at;
    const isCallback = isFunction(at) && tree.parentOf(at)?.type === 'CallExpression';
    if (isFunction(at) && !isCallback) return undefined;
    if (isLoop(at) && !names.some(({ name }) => isInside(name as ScriptNode, outer))) found = at;
  }
  return found;
}

function looksAtLength(outer: ScriptNode, key: string, context: ScriptContext): boolean {
  return nodesIn(context, outer, 'MemberExpression').some((node) => keyOf(node, context) === `${key}.length`);
}

/** `grow(text + text, n - 1)` inside `grow(text, n)`. */
function* passedOnTwice(node: NodeOf<'CallExpression'>, context: ScriptContext): Generator<ScriptNode> {
  const { functions } = resourcesOf(context);
  const own = functions.named(node.callee);
  if (!own || !isInside(node, own)) return;
  for (const [index, argument] of node.arguments.entries()) {
    const parameter = own.params[index];
    const key = parameter && keyOf(parameter.type === 'AssignmentPattern' ? parameter.left : parameter, context);
    if (key && twice(argument, key, context) && isSequence(argument, context) && !looksAtLength(own, key, context))
      yield node;
  }
}

/** `list.reduce((text) => text + text, 'x')` over a list of any length. */
function* foldedTwice(node: NodeOf<'CallExpression'>, context: ScriptContext): Generator<ScriptNode> {
  const { functions, valueAt } = resourcesOf(context);
  const callee = unwrap(node.callee);
  const [callback, start] = node.arguments;
  if (callee.type !== 'MemberExpression' || nameOf(callee) !== 'reduce' || !callback || !start) return;
  const own = functions.named(callback);
  const key = own?.params[0] && keyOf(own.params[0], context);
  const body = own?.body;
  if (!key || !body || body.type === 'BlockStatement' || !twice(body, key, context)) return;
  const list = valueAt(callee.object);
  const isOpen = list.kind !== 'list' || list.length.atMost === Number.POSITIVE_INFINITY;
  const { kind } = valueAt(start);
  if (isOpen && (kind === 'text' || kind === 'list')) yield body;
}
