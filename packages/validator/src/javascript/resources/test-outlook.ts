import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { type Bounds, changeOf, leastGap } from './bounds.ts';
import type { Endlessness } from './endless-loops.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { staysPositive } from './stays-positive.ts';
import { assumed } from './turn-assumptions.ts';
import { boundsOf } from './turn-bounds.ts';
import type { TurnState } from './turn-state.ts';
import { truthOf, type Value } from './values.ts';

/** The names at the beginning of a turn, and when the test is made again. */
export interface TurnEnds {
  readonly context: ScriptContext;
  readonly start: TurnState;
  readonly end: TurnState;
}

const deepest = 20;

/** Why a test that was true at the beginning of a turn is true again at its end; absent when it may not be. */
export function holdsOn(expression: ScriptNode, ends: TurnEnds, depth = 0): Endlessness | undefined {
  const node = unwrap(expression);
  if (depth > deepest) return undefined;
  const of = (child: ScriptNode) => holdsOn(child, ends, depth + 1);
  const known = truthOf(resourcesOf(ends.context).valueAt(node, 'always'));
  if (known !== undefined) return known ? 'always-true' : undefined;
  if (node.type === 'LogicalExpression') {
    const [left, right] = [of(node.left), of(node.right)];
    if (node.operator === '||' && (left === 'always-true' || right === 'always-true')) return 'always-true';
    return left && right ? worse(left, right) : undefined;
  }
  if (node.type === 'UnaryExpression' && node.operator === '!') return ofNegation(node.argument, ends, of);
  if (node.type === 'BinaryExpression') return ofComparison(node, ends);
  return ofPlace(node, ends);
}

const worse = (a: Endlessness, b: Endlessness): Endlessness => (a === 'never-changes' ? b : a);

function ofNegation(argument: ScriptNode, ends: TurnEnds, of: (node: ScriptNode) => Endlessness | undefined) {
  const node = unwrap(argument);
  if (node.type === 'UnaryExpression' && node.operator === '!') return of(node.argument);
  return isSame(node, ends) ? 'never-changes' : undefined;
}

/** `while (flag)`, `while (list.length)`. */
function ofPlace(node: ScriptNode, ends: TurnEnds): Endlessness | undefined {
  if (isSame(node, ends)) return 'never-changes';
  const key = keyOf(node, ends.context);
  if (!key?.endsWith('.length')) return undefined;
  const entered = assumed(node, true, ends.start, ends.context);
  return changeOf(entered.get(key), ends.end.get(key)).atLeast >= 0 ? 'moves-away' : undefined;
}

/** A number or flag under a key that the turn leaves alone. */
function isSame(node: ScriptNode, { start, end, context }: TurnEnds): boolean {
  const key = keyOf(node, context);
  if (key === undefined) return false;
  const change = changeOf(start.get(key), end.get(key));
  return change.atLeast === 0 && change.atMost === 0;
}

function ofComparison(node: NodeOf<'BinaryExpression'>, ends: TurnEnds): Endlessness | undefined {
  const { left, right, operator } = node;
  if (left.type === 'PrivateIdentifier') return undefined;
  switch (operator) {
    case '<':
      return below(left, right, true, ends);
    case '<=':
      return below(left, right, false, ends);
    case '>':
      return below(right, left, true, ends);
    case '>=':
      return below(right, left, false, ends);
    case '===':
    case '==':
      return isUnchanged(left, ends) && isUnchanged(right, ends) ? 'never-changes' : undefined;
    case '!==':
    case '!=':
      return apart(node, ends);
    default:
      return undefined;
  }
}

const isUnchanged = (node: ScriptNode, ends: TurnEnds) => {
  if (isOneValue(resourcesOf(ends.context).valueAt(node, 'always')) || isSame(node, ends)) return true;
  const [before, after] = boundsAt(node, ends);
  const change = changeOf(before, after);
  return change.atLeast === 0 && change.atMost === 0;
};

/** A constant of which the very value is known. */
function isOneValue(value: Value): boolean {
  if (value.kind === 'number' || value.kind === 'bigint') return value.range.atLeast === value.range.atMost;
  return value.kind === 'text' ? value.text !== undefined : value.kind === 'truth' || value.kind === 'nothing';
}

const boundsAt = (node: ScriptNode, { start, end, context }: TurnEnds): readonly [Bounds, Bounds] => [
  boundsOf(node, start, context),
  boundsOf(node, end, context),
];

/** The lower side does not come nearer to the upper side, or is always below it. */
function below(low: ScriptNode, high: ScriptNode, isStrict: boolean, ends: TurnEnds): Endlessness | undefined {
  const [lowBefore, lowAfter] = boundsAt(low, ends);
  const [highBefore, highAfter] = boundsAt(high, ends);
  const gap = leastGap(lowAfter, highAfter);
  if (isStrict ? gap > 0 : gap >= 0) return 'moves-away';
  const [rise, room] = [changeOf(lowBefore, lowAfter).atMost, changeOf(highBefore, highAfter).atLeast];
  if (!Number.isFinite(rise) || !Number.isFinite(room) || rise > room) return undefined;
  const isStill = isUnchanged(low, ends) && isUnchanged(high, ends);
  return isStill ? 'never-changes' : 'moves-away';
}

/** `a !== b`: both stay as they are, one is above the other for good, or a positive number never becomes zero. */
function apart(node: NodeOf<'BinaryExpression'>, ends: TurnEnds): Endlessness | undefined {
  const left = node.left as ScriptNode;
  if (isUnchanged(left, ends) && isUnchanged(node.right, ends)) return 'never-changes';
  const [, lowAfter] = boundsAt(left, ends);
  const [, highAfter] = boundsAt(node.right, ends);
  if (leastGap(lowAfter, highAfter) > 0 || leastGap(highAfter, lowAfter) > 0) return 'moves-away';
  return staysPositive(left, node.right, ends.context) ? 'moves-away' : undefined;
}
