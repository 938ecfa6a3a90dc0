import { multiply } from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval } from '../../analysis/intervals/interval.ts';
import { bitsOfFactorial } from '../../analysis/intervals/number-size.ts';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { isInside } from './nodes-in.ts';
import { bytesOf, type Value } from './values.ts';
import { runsOf } from './work.ts';

/** A statement in a loop that adds to a value until it passes the limit, and what the value comes to. */
export interface Accumulation {
  readonly node: ScriptNode;
  readonly size: Interval;
}

const growing: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set']);
const slotBytes = 8;

/** Lists, Maps and texts that a loop with constant bounds fills. */
export function* accumulatedBytes(context: ScriptContext, limit: number): Generator<Accumulation> {
  const { tree } = context;
  for (const node of tree.nodesOf('CallExpression')) {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || !growing.has(nameOf(callee) ?? '')) continue;
    yield* over(node, callee.object, node.arguments.length === 0 ? [] : [...node.arguments], slotBytes, context, limit);
  }
  for (const node of tree.nodesOf('AssignmentExpression')) {
    const target = unwrap(node.left);
    if (node.operator === '+=' && isText(node, context)) yield* over(node, target, [node.right], 0, context, limit);
    else if (node.operator === '=' && target.type === 'MemberExpression' && target.computed)
      yield* over(node, target.object, [node.right], 0, context, limit);
  }
}

function isText({ left, right }: NodeOf<'AssignmentExpression'>, context: ScriptContext): boolean {
  const { valueAt } = resourcesOf(context);
  return valueAt(left as ScriptNode).kind === 'text' && valueAt(right).kind === 'text';
}

function* over(
  node: ScriptNode,
  holder: ScriptNode,
  parts: readonly ScriptNode[],
  slot: number,
  context: ScriptContext,
  limit: number,
): Generator<Accumulation> {
  const { count, outermost } = runsOf(node, context);
  if (!outermost || count.atLeast <= 1 || isMadeInside(holder, outermost, context)) return;
  const { valueAt } = resourcesOf(context);
  const each = parts.reduce((sum, part) => sum + held(part, valueAt), slot);
  const size = multiply(count, exactly(each));
  if (size.atLeast > limit && each <= limit) yield { node, size };
}

/** What is made anew in every turn; a name, or what a constant holds, is kept only once. */
function held(part: ScriptNode, valueAt: (node: ScriptNode) => Value): number {
  const value = valueAt(part);
  const isKeptOnce = part.type === 'Identifier' || part.type === 'MemberExpression';
  if (value.kind === 'number' || value.kind === 'truth' || value.kind === 'nothing') return 0;
  return isKeptOnce && value.kind !== 'text' ? 0 : bytesOf(value).atLeast;
}

/** Whether the holder begins anew in every turn of the loop. */
function isMadeInside(holder: ScriptNode, loop: ScriptNode, { scopes }: ScriptContext): boolean {
  let base = unwrap(holder);
  while (base.type === 'MemberExpression') base = unwrap(base.object);
  const variable = base.type === 'Identifier' ? scopes.variableOf(base) : undefined;
  return variable === undefined
    ? base.type !== 'ThisExpression'
    : variable.defs.some(({ name }) => isInside(name as ScriptNode, loop));
}

/** BigInts that a loop with constant bounds multiplies or shifts. */
export function* accumulatedBits(context: ScriptContext, limit: number): Generator<Accumulation> {
  const { valueAt } = resourcesOf(context);
  for (const node of context.tree.nodesOf('AssignmentExpression')) {
    const factor = factorOf(node, context);
    if (!factor || node.left.type !== 'Identifier' || valueAt(node.left).kind !== 'bigint') continue;
    const { count, outermost } = runsOf(node, context);
    if (!outermost || count.atLeast <= 1 || isMadeInside(node.left, outermost, context)) continue;
    const size = grownBits(factor, count, context);
    if (size.atLeast > limit) yield { node, size };
  }
}

interface Factor {
  readonly operator: string;
  readonly by: ScriptNode;
  readonly isItself: boolean;
}

/** `x *= y`, `x = x * y`, `x <<= y`, `x **= y`. */
function factorOf(node: NodeOf<'AssignmentExpression'>, { source }: ScriptContext): Factor | undefined {
  const textOf = ({ range }: ScriptNode) => source.code.slice(range[0], range[1]);
  const make = (operator: string, by: ScriptNode) =>
    operator === '*' || operator === '<<' || operator === '**'
      ? { operator, by: unwrap(by), isItself: textOf(by) === textOf(node.left) }
      : undefined;
  if (node.operator !== '=') return make(node.operator.slice(0, -1), node.right);
  const right = unwrap(node.right);
  if (right.type !== 'BinaryExpression' || textOf(right.left) !== textOf(node.left)) return undefined;
  return make(right.operator, right.right);
}

/** Doublings after which any number is too large. */
const manyDoublings = 40;

function grownBits({ operator, by, isItself }: Factor, count: Interval, context: ScriptContext): Interval {
  const value = resourcesOf(context).valueAt(by);
  const turns = count.atLeast;
  if (operator === '**' || (isItself && operator !== '+'))
    return between(2 ** Math.min(turns, manyDoublings) - 1, Number.POSITIVE_INFINITY);
  if (value.kind !== 'bigint') return exactly(0);
  if (operator === '<<') return multiply(count, between(Math.max(0, value.range.atLeast), value.range.atMost));
  const isCounter = by.type === 'Identifier' && value.range.atLeast >= 0 && value.range.atMost > value.range.atLeast;
  if (isCounter) return bitsOfFactorial(between(turns, Number.POSITIVE_INFINITY));
  return multiply(count, between(Math.max(0, value.bits.atLeast - 1), value.bits.atMost));
}
