import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf } from '../tree.ts';
import { type Bounds, constantBounds, shift } from './bounds.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { listLength } from './turn-bounds.ts';
import type { TurnState } from './turn-state.ts';

/** What a method does to the length of the list, Set or Map it is called on. */
export function resize(node: NodeOf<'CallExpression'>, state: TurnState, context: ScriptContext): TurnState {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return state;
  const name = nameOf(callee);
  const base = keyOf(callee.object, context);
  if (base === undefined || name === undefined) return state;
  const key = `${base}.length`;
  const length = state.get(key);
  const isNotEmpty = (length.low.get('') ?? 0) >= 1;
  switch (name) {
    case 'push':
    case 'unshift':
      return state.set(key, pushed(node, length, state, context));
    case 'pop':
    case 'shift':
      return state.set(key, shift(length, { atLeast: -1, atMost: isNotEmpty ? -1 : 0 }));
    case 'add':
    case 'set':
      return state.set(key, shift(length, { atLeast: 0, atMost: 1 }));
    case 'delete':
      return state.set(key, shift(length, { atLeast: -1, atMost: 0 }));
    case 'clear':
      return state.set(key, constantBounds({ atLeast: 0, atMost: 0 }));
    case 'splice':
      return state.set(key, spliced(node, length, context));
    default:
      return state;
  }
}

function pushed(
  { arguments: args }: NodeOf<'CallExpression'>,
  length: Bounds,
  state: TurnState,
  context: ScriptContext,
) {
  let [atLeast, atMost] = [0, 0];
  for (const argument of args) {
    const spread = argument.type === 'SpreadElement' ? listLength(argument.argument, state, context) : undefined;
    atLeast += spread ? Math.max(0, spread.low.get('') ?? 0) : 1;
    atMost += spread ? (spread.high.get('') ?? Number.POSITIVE_INFINITY) : 1;
  }
  return shift(length, { atLeast, atMost });
}

/** `splice(at, 0, x)` makes longer, `splice(at, 1)` shorter. */
function spliced({ arguments: args }: NodeOf<'CallExpression'>, length: Bounds, context: ScriptContext): Bounds {
  const [, count, ...added] = args;
  const value = count && resourcesOf(context).valueAt(count, 'always');
  const removed = value?.kind === 'number' ? Math.max(0, value.range.atMost) : Number.POSITIVE_INFINITY;
  const more = added.some(({ type }) => type === 'SpreadElement') ? Number.POSITIVE_INFINITY : added.length;
  const least = added.filter(({ type }) => type !== 'SpreadElement').length;
  return shift(length, { atLeast: least - removed, atMost: more });
}
