import { isBounded } from '../../analysis/intervals/interval.ts';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { type Bounds, constantBounds, joinBounds, largerBounds, shift, smallerBounds, unbounded } from './bounds.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import type { TurnState } from './turn-state.ts';

const deepest = 40;

/** A number in terms of what names held when the turn began. */
export function boundsOf(expression: ScriptNode, state: TurnState, context: ScriptContext, depth = 0): Bounds {
  const node = unwrap(expression);
  if (depth > deepest) return unbounded;
  const of = (child: ScriptNode) => boundsOf(child, state, context, depth + 1);
  const known = rangeAt(node, context);
  const constant = known ? constantBounds(known) : unbounded;
  if (known && isBounded(known) && known.atLeast === known.atMost) return constant;
  const relative = relativeBounds(node, state, context, of);
  return { low: merged(constant.low, relative.low), high: merged(constant.high, relative.high) };
}

/** What both say, each about names of its own. */
const merged = (a: Bounds['low'], b: Bounds['low']): Bounds['low'] => new Map([...a, ...b]);

function rangeAt(node: ScriptNode, context: ScriptContext) {
  const value = resourcesOf(context).valueAt(node, 'always');
  return value.kind === 'number' || value.kind === 'bigint' ? value.range : undefined;
}

function relativeBounds(
  node: ScriptNode,
  state: TurnState,
  context: ScriptContext,
  of: (child: ScriptNode) => Bounds,
): Bounds {
  const key = keyOf(node, context);
  if (key !== undefined) return state.get(key);
  switch (node.type) {
    case 'ConditionalExpression':
      return joinBounds(of(node.consequent), of(node.alternate));
    case 'BinaryExpression':
      return node.left.type === 'PrivateIdentifier'
        ? unbounded
        : ofBinary(node.operator, node.left, node.right, context, of);
    case 'AssignmentExpression':
      return node.operator === '='
        ? of(node.right)
        : ofBinary(node.operator.slice(0, -1), node.left, node.right, context, of);
    case 'CallExpression':
      return ofMath(node.callee, node.arguments, of);
    default:
      return unbounded;
  }
}

function ofBinary(
  operator: string,
  left: ScriptNode,
  right: ScriptNode,
  context: ScriptContext,
  of: (child: ScriptNode) => Bounds,
): Bounds {
  const [a, b] = [rangeAt(left, context), rangeAt(right, context)];
  if (operator === '+') {
    if (b) return shift(of(left), b);
    return a ? shift(of(right), a) : unbounded;
  }
  if (operator === '-' && b) return shift(of(left), { atLeast: -b.atMost, atMost: -b.atLeast });
  const start = of(left);
  const isPositive = (a?.atLeast ?? -1) >= 0 || (start.low.get('') ?? -1) >= 0;
  if (!isPositive || !b || b.atLeast < 1) return unbounded;
  // Of a number that is not negative: more or less of it.
  if (operator === '*' || operator === '**') return { low: start.low, high: unbounded.high };
  return operator === '/' || operator === '%' || operator === '>>'
    ? { low: unbounded.low, high: start.high }
    : unbounded;
}

function ofMath(callee: ScriptNode, args: readonly ScriptNode[], of: (child: ScriptNode) => Bounds): Bounds {
  const isMath =
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Math';
  const [first, ...others] = args;
  if (!isMath || !first || args.some(({ type }) => type === 'SpreadElement')) return unbounded;
  switch (nameOf(callee)) {
    case 'max':
      return others.map(of).reduce(largerBounds, of(first));
    case 'min':
      return others.map(of).reduce(smallerBounds, of(first));
    case 'floor':
    case 'trunc':
      return shift(of(first), { atLeast: -1, atMost: 0 });
    case 'ceil':
    case 'round':
      return shift(of(first), { atLeast: -1, atMost: 1 });
    default:
      return unbounded;
  }
}

/** The length of a list that an expression gives. */
export function lengthBounds(expression: ScriptNode, state: TurnState, context: ScriptContext): Bounds | undefined {
  const node = unwrap(expression);
  if (node.type === 'ArrayExpression') {
    const spreads = node.elements.flatMap((element) => (element?.type === 'SpreadElement' ? [element.argument] : []));
    const own = node.elements.length - spreads.length;
    const [spread, ...others] = spreads;
    if (!spread) return constantBounds({ atLeast: own, atMost: own });
    const length = listLength(spread, state, context);
    const more = others.length > 0 ? Number.POSITIVE_INFINITY : own;
    return shift(length, { atLeast: own, atMost: more });
  }
  const value = resourcesOf(context).valueAt(node, 'always');
  return value.kind === 'list' && value.length.atLeast > 0 ? constantBounds(value.length) : undefined;
}

export function listLength(list: ScriptNode, state: TurnState, context: ScriptContext): Bounds {
  const key = keyOf(list, context);
  return key === undefined ? (lengthBounds(list, state, context) ?? unbounded) : state.get(`${key}.length`);
}
