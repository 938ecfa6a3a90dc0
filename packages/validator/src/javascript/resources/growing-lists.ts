import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { changeOf } from './bounds.ts';
import { isSettled, mayLeave, turnOf } from './endless-loops.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { isLoop } from './loops.ts';
import { nodesIn } from './nodes-in.ts';

/** A loop over a list that every turn makes longer, so that it never reaches the end. */
export function* growingLoops(context: ScriptContext): Generator<ScriptNode> {
  for (const loop of context.tree.nodesOf('ForOfStatement')) {
    const key = keyOf(iterated(loop.right), context);
    if (key !== undefined && grows(loop, key, context)) yield loop;
  }
  yield* growingVisits(context);
}

/** `set.forEach((x) => set.add(x + 1))`: unlike an array, a Set or Map visits what is added meanwhile. */
function* growingVisits(context: ScriptContext): Generator<ScriptNode> {
  for (const node of context.tree.nodesOf('CallExpression')) {
    const [callback] = node.arguments;
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || nameOf(callee) !== 'forEach' || !isFunction(callback)) continue;
    const key = keyOf(callee.object, context);
    const isArray = resourcesOf(context).valueAt(callee.object).kind === 'list' && !isKeyed(callee.object, context);
    if (key === undefined || isArray || nodesIn(context, callback, 'ReturnStatement').length > 0) continue;
    const pass = { outer: callback, names: callback.params };
    const calls = nodesIn(context, callback, 'CallExpression').filter((call) => baseOf(call, context) === key);
    if (calls.some((call) => addsAgain(call, calls, pass, context))) yield node;
  }
}

function isKeyed(expression: ScriptNode, { initial }: ScriptContext): boolean {
  const node = unwrap(expression);
  const made = node.type === 'Identifier' ? initial(node) : node;
  return made?.type === 'NewExpression' && made.callee.type === 'Identifier' && /^(Set|Map)$/.test(made.callee.name);
}

/** One visit of each member: by a loop or a callback, with the names it gives the member. */
interface Pass {
  readonly outer: ScriptNode;
  readonly names: readonly ScriptNode[];
}

const views: ReadonlySet<string> = new Set(['entries', 'keys', 'values']);

/** The list under `list.entries()` and the like. */
function iterated(expression: ScriptNode): ScriptNode {
  const node = unwrap(expression);
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  return callee?.type === 'MemberExpression' && views.has(nameOf(callee) ?? '') ? callee.object : node;
}

function grows(loop: NodeOf<'ForOfStatement'>, key: string, context: ScriptContext): boolean {
  const turn = turnOf(loop, context);
  if (turn.isCut || !turn.end || mayLeave(turn, context)) return false;
  const length = `${key}.length`;
  if (changeOf(turn.start.get(length), turn.end.get(length)).atLeast >= 1) return true;
  const calls = nodesIn(context, loop.body, 'CallExpression').filter((call) => baseOf(call, context) === key);
  return calls.some(
    (call) => addsAgain(call, calls, { outer: loop, names: [loop.left] }, context) || pushesItself(call, loop, context),
  );
}

function baseOf({ callee }: NodeOf<'CallExpression'>, context: ScriptContext): string | undefined {
  const node = unwrap(callee);
  return node.type === 'MemberExpression' ? keyOf(node.object, context) : undefined;
}

const methodOf = ({ callee }: NodeOf<'CallExpression'>) => nameOf(unwrap(callee)) ?? '';

/** A Set or Map that gets a new member in every turn: one that was just deleted, or one made from the current one. */
function addsAgain(
  call: NodeOf<'CallExpression'>,
  calls: readonly NodeOf<'CallExpression'>[],
  pass: Pass,
  context: ScriptContext,
): boolean {
  const [member] = call.arguments;
  const isAdding = methodOf(call) === 'add' || methodOf(call) === 'set';
  if (!isAdding || !member || guardsOf(call, pass.outer, context).length > 0) return false;
  const text = textOf(member, context);
  const isBack = calls.some(
    (other) =>
      methodOf(other) === 'delete' &&
      other.range[0] < call.range[0] &&
      other.arguments[0] &&
      textOf(other.arguments[0], context) === text &&
      guardsOf(other, pass.outer, context).length === 0,
  );
  return isBack || isNew(unwrap(member), pass, context);
}

const textOf = ({ range }: ScriptNode, { source }: ScriptContext) => source.code.slice(range[0], range[1]);

/** An object of its own, a sum or text made longer from the current member, or the size. */
function isNew(node: ScriptNode, { names: parts }: Pass, context: ScriptContext): boolean {
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression' || node.type === 'NewExpression') return true;
  if (node.type === 'CallExpression') return node.callee.type === 'Identifier' && node.callee.name === 'Symbol';
  if (node.type === 'MemberExpression') return nameOf(node) === 'size';
  const names = new Set(parts.flatMap((part) => namesIn(part, context)));
  const isItem = (part: ScriptNode) => part.type === 'Identifier' && names.has(part.name);
  if (node.type === 'TemplateLiteral')
    return node.expressions.some(isItem) && node.quasis.some(({ value }) => value.raw !== '');
  return (
    node.type === 'BinaryExpression' &&
    node.operator === '+' &&
    [node.left, node.right].some(isItem) &&
    [node.left, node.right].some(({ type }) => type === 'Literal')
  );
}

const namesIn = (node: ScriptNode, context: ScriptContext) =>
  nodesIn(context, node, 'Identifier').map(({ name }) => name);

/** `if (odd(x)) list.push(x)`: what was true of the member is true of it again. */
function pushesItself(call: NodeOf<'CallExpression'>, loop: NodeOf<'ForOfStatement'>, context: ScriptContext): boolean {
  const [member, ...others] = call.arguments;
  if (methodOf(call) !== 'push' || member?.type !== 'Identifier' || others.length > 0) return false;
  const names = new Set(namesIn(loop.left, context));
  const guards = guardsOf(call, loop, context);
  const { end } = turnOf(loop, context);
  if (!names.has(member.name) || !end || guards.length === 0) return false;
  return guards.every((guard) => {
    if (nodesIn(context, guard, 'CallExpression').length > 0) return false;
    const read = nodesIn(context, guard, 'Identifier');
    return (
      read.some(({ name }) => names.has(name)) &&
      read.every((node) => names.has(node.name) || isSettled(node, end, context))
    );
  });
}

/** The conditions between a call and the loop; a loop or function in between counts as one. */
function guardsOf(call: ScriptNode, loop: ScriptNode, { tree }: ScriptContext): ScriptNode[] {
  const guards: ScriptNode[] = [];
  let child = call;
  for (let at = tree.parentOf(call); at && at !== loop; at = tree.parentOf(at)) {
    if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && at.test !== child) guards.push(at.test);
    else if (at.type === 'LogicalExpression' && at.right === child) guards.push(at.left);
    else if (isLoop(at) || 'params' in at || at.type === 'SwitchCase' || at.type === 'CatchClause') guards.push(at);
    child = at;
  }
  return guards;
}
