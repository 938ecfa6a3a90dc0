import { assignmentsTo } from '../assignments.ts';
import { type FunctionNode, isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { endlessness, mayLeave, turnOf } from './endless-loops.ts';
import { resourcesOf } from './facts.ts';
import { ownerOf } from './methods.ts';
import { nodesIn } from './nodes-in.ts';
import { returnsOf } from './returns.ts';

const deepest = 8;
/** Iterator methods that hand on as many values as they get. */
const lazy: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'drop',
  'flatMap',
  'values',
  '@@iterator',
  '@@asyncIterator',
]);

/** Whether what an expression gives can be iterated without ever coming to an end. */
function isEndlessIterable(expression: ScriptNode, context: ScriptContext, depth = 0): boolean {
  const node = unwrap(expression);
  if (depth > deepest) return false;
  const of = (child: ScriptNode) => isEndlessIterable(child, context, depth + 1);
  switch (node.type) {
    case 'AwaitExpression':
      return of(node.argument);
    case 'Identifier':
      return ofName(node, context, of);
    case 'CallExpression':
      return ofCall(node, context, of, depth);
    case 'NewExpression':
    case 'ObjectExpression':
      return ofOwner(ownerOf(node, context), context, of, depth);
    default:
      return false;
  }
}

function ofName(node: NodeOf<'Identifier'>, context: ScriptContext, of: (child: ScriptNode) => boolean): boolean {
  const variable = context.scopes.variableOf(node);
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0 || assignmentsTo(variable).some((use) => !use.init)) return false;
  const { node: declared } = definition;
  if (declared.type === 'VariableDeclarator')
    return declared.id.type === 'Identifier' && declared.init !== null && of(declared.init as ScriptNode);
  if (definition.type !== 'Parameter' || !isFunction(declared)) return false;
  const index = declared.params.findIndex((parameter) => variable.identifiers.includes(parameter as never));
  const calls = resourcesOf(context).functions.directCallsOf(declared);
  return calls.some(({ arguments: args }) => args[index] && of(args[index]));
}

function ofCall(
  node: NodeOf<'CallExpression'>,
  context: ScriptContext,
  of: (child: ScriptNode) => boolean,
  depth: number,
): boolean {
  const { functions } = resourcesOf(context);
  const callee = unwrap(node.callee);
  const own = functions.named(callee);
  if (own)
    return own.generator
      ? isEndlessGenerator(own, context, depth)
      : returnsOf(own, context).some((result) => result && of(result));
  if (callee.type !== 'MemberExpression') return false;
  if (nameOf(callee) === 'from' && callee.object.type === 'Identifier' && callee.object.name === 'Iterator')
    return node.arguments[0] !== undefined && of(node.arguments[0]);
  const name = callee.computed ? '@@iterator' : nameOf(callee);
  return lazy.has(name ?? '') && of(callee.object);
}

/** An object with `*[Symbol.iterator]`, or with a `next` that is never done. */
function ofOwner(
  owner: ScriptNode | undefined,
  context: ScriptContext,
  of: (child: ScriptNode) => boolean,
  depth: number,
): boolean {
  if (!owner) return false;
  const { functions } = resourcesOf(context);
  const method = (name: string) => functions.methods(name).find((candidate) => candidate.owner === owner)?.node;
  const iterator = method('@@iterator') ?? method('@@asyncIterator');
  if (iterator?.generator) return isEndlessGenerator(iterator, context, depth);
  const next = method('next');
  if (next && isNeverDone(next, context)) return true;
  return (
    iterator !== undefined &&
    returnsOf(iterator, context).some((result) => result?.type === 'ObjectExpression' && of(result))
  );
}

function isNeverDone(next: FunctionNode, context: ScriptContext): boolean {
  const results = returnsOf(next, context);
  return (
    results.length > 0 &&
    results.every((result) => {
      if (result?.type !== 'ObjectExpression') return false;
      const done = result.properties.find((property) => property.type === 'Property' && nameOf(property) === 'done');
      if (!done) return result.properties.every(({ type }) => type === 'Property');
      return done.type === 'Property' && done.value.type === 'Literal' && done.value.value === false;
    })
  );
}

const known = new WeakMap<ScriptContext, Map<ScriptNode, boolean>>();

/** A generator with a loop that only its consumer can end. */
function isEndlessGenerator(own: FunctionNode, context: ScriptContext, depth: number): boolean {
  const memory = known.get(context) ?? new Map<ScriptNode, boolean>();
  known.set(context, memory);
  const found = memory.get(own);
  if (found !== undefined) return found;
  memory.set(own, false);
  const isEndless = hasEndlessLoop(own, context, depth) || delegatesEndlessly(own, context, depth);
  memory.set(own, isEndless);
  return isEndless;
}

function hasEndlessLoop(own: FunctionNode, context: ScriptContext, depth: number): boolean {
  const { functions } = resourcesOf(context);
  const kinds = ['WhileStatement', 'DoWhileStatement', 'ForStatement'] as const;
  const loops = kinds.flatMap((kind) => nodesIn(context, own, kind)).filter((loop) => functions.around(loop) === own);
  if (loops.some((loop) => endlessness(loop, context, { isConsumed: true }))) return true;
  return nodesIn(context, own, 'ForOfStatement').some(
    (loop) =>
      functions.around(loop) === own &&
      isEndlessIterable(loop.right, context, depth + 1) &&
      !mayLeave(turnOf(loop, context), context, { isConsumed: true }),
  );
}

/** `yield* itself()` outside of any condition, or `yield*` of something endless. */
function delegatesEndlessly(own: FunctionNode, context: ScriptContext, depth: number): boolean {
  const { tree } = context;
  const { functions } = resourcesOf(context);
  return nodesIn(context, own, 'YieldExpression').some((node) => {
    if (!node.delegate || !node.argument || functions.around(node) !== own) return false;
    if (isEndlessIterable(node.argument, context, depth + 1)) return true;
    const call = unwrap(node.argument);
    if (call.type !== 'CallExpression' || functions.named(call.callee) !== own) return false;
    const statement = tree.parentOf(node);
    const isPlain = statement?.type === 'ExpressionStatement' && tree.parentOf(statement) === own.body;
    return isPlain && nodesIn(context, own, 'ReturnStatement').length === 0;
  });
}

const collecting: ReadonlySet<string> = new Set([
  'Array.from',
  'Array.fromAsync',
  'Object.fromEntries',
  'Object.groupBy',
  'Map.groupBy',
  'Promise.all',
  'Promise.allSettled',
]);
const exhausting: ReadonlySet<string> = new Set(['toArray', 'reduce', 'forEach']);

/** Places that take everything an endless iterable has. */
export function* endlessConsumers(context: ScriptContext): Generator<ScriptNode> {
  const { tree, scopes } = context;
  const isEndless = (node: ScriptNode | undefined | null) => Boolean(node && isEndlessIterable(node, context));
  for (const node of tree.nodesOf('SpreadElement')) if (isEndless(node.argument)) yield node;
  for (const node of tree.nodesOf('ForOfStatement'))
    if (isEndless(node.right) && !mayLeave(turnOf(node, context), context)) yield node;
  for (const node of tree.nodesOf('VariableDeclarator'))
    if (node.id.type === 'ArrayPattern' && node.id.elements.at(-1)?.type === 'RestElement' && isEndless(node.init))
      yield node;
  for (const node of tree.nodesOf('NewExpression')) {
    const isOwnClass = node.callee.type !== 'Identifier' || !scopes.isFree(node.callee);
    if (!isOwnClass && isEndless(node.arguments[0])) yield node;
  }
  for (const node of tree.nodesOf('CallExpression')) if (takesAll(node, context, isEndless)) yield node;
}

function takesAll(
  node: NodeOf<'CallExpression'>,
  { scopes }: ScriptContext,
  isEndless: (node: ScriptNode | undefined) => boolean,
): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  const object = unwrap(callee.object);
  const name = nameOf(callee) ?? '';
  if (object.type === 'Identifier' && scopes.isFree(object))
    return collecting.has(`${object.name}.${name}`) && isEndless(node.arguments[0]);
  return exhausting.has(name) && isEndless(object);
}
