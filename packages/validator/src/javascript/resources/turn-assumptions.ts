import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import type { Bounds } from './bounds.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import type { TurnState } from './turn-state.ts';

const deepest = 20;

/** What is known besides, once a test had this outcome: that a list is not empty, that a number is above a constant. */
export function assumed(
  expression: ScriptNode,
  outcome: boolean,
  state: TurnState,
  context: ScriptContext,
  depth = 0,
): TurnState {
  const node = unwrap(expression);
  if (depth > deepest) return state;
  if (node.type === 'UnaryExpression' && node.operator === '!')
    return assumed(node.argument, !outcome, state, context, depth + 1);
  if (node.type === 'LogicalExpression' && (node.operator === '&&') === outcome && node.operator !== '??')
    return assumed(node.right, outcome, assumed(node.left, outcome, state, context, depth + 1), context, depth + 1);
  if (node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier')
    return afterComparison(
      outcome ? node.operator : (opposite[node.operator] ?? ''),
      node.left,
      node.right,
      state,
      context,
    );
  const key = keyOf(node, context);
  return key?.endsWith('.length') && outcome ? raise(key, 1, state) : state;
}

const opposite: Readonly<Record<string, string>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
};
const mirrored: Readonly<Record<string, string>> = {
  '<': '>',
  '<=': '>=',
  '!==': '!==',
  '!=': '!=',
  '===': '===',
  '==': '==',
};

function afterComparison(
  operator: string,
  left: ScriptNode,
  right: ScriptNode,
  state: TurnState,
  context: ScriptContext,
): TurnState {
  const key = keyOf(left, context);
  const other = key === undefined ? undefined : constantOf(right, context);
  if (key === undefined || other === undefined) {
    const [back, turned] = [keyOf(right, context), mirrored[operator]];
    const constant = back === undefined || turned === undefined ? undefined : constantOf(left, context);
    return back === undefined || constant === undefined ? state : above(turned ?? '', back, constant, state);
  }
  return above(operator, key, other, state);
}

function above(operator: string, key: string, constant: number, state: TurnState): TurnState {
  const isLength = key.endsWith('.length');
  // Fractions of one above the constant are lost: zero is all that is certain of other numbers.
  if (operator === '>') return raise(key, isLength ? constant + 1 : constant, state);
  if (operator === '>=') return raise(key, constant, state);
  if (isLength && constant === 0 && (operator === '!==' || operator === '!=')) return raise(key, 1, state);
  return state;
}

function constantOf(node: ScriptNode, context: ScriptContext): number | undefined {
  const value = resourcesOf(context).valueAt(node, 'always');
  const isExact = value.kind === 'number' && value.range.atLeast === value.range.atMost;
  return isExact ? value.range.atLeast : undefined;
}

const isMemberPath = (key: string) => key.split('.').length > 2;

/** The number under a key is at least this; in a member that other code may change meanwhile it does not stay so. */
function raise(key: string, least: number, state: TurnState): TurnState {
  const bounds: Bounds = state.get(key);
  if (isMemberPath(key) && bounds.low.size + bounds.high.size === 0) return state;
  const known = bounds.low.get('') ?? Number.NEGATIVE_INFINITY;
  return known >= least ? state : state.set(key, { ...bounds, low: new Map(bounds.low).set('', least) });
}
