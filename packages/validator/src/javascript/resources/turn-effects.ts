import { isFunction, unwrap } from '../expressions.ts';
import { childrenOf, type NodeOf, type ScriptNode } from '../tree.ts';
import { joinBounds, shift, unbounded } from './bounds.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { throwsOut } from './throws.ts';
import { type Exit, mostSteps, type TurnWalk } from './turn.ts';
import { boundsOf, lengthBounds } from './turn-bounds.ts';
import { resize } from './turn-lists.ts';
import { joinStates, type TurnState } from './turn-state.ts';

const deepest = 120;

/** What an expression assigns, and how it makes lists longer or shorter. Functions inside it do not run here. */
export function effectsOf(node: ScriptNode, state: TurnState, walk: TurnWalk, depth: number): TurnState {
  walk.steps += depth > deepest ? mostSteps : 1;
  if (walk.steps > mostSteps || isFunction(node) || node.type === 'ClassExpression') return state;
  const inOrder = (nodes: readonly ScriptNode[], from: TurnState) =>
    nodes.reduce((at, child) => effectsOf(child, at, walk, depth + 1), from);
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
      return state;
    case 'AssignmentExpression': {
      const target = unwrap(node.left);
      const before = target.type === 'MemberExpression' ? inOrder(childrenOf(target), state) : state;
      return assign(node, inOrder([node.right], before), walk);
    }
    case 'UpdateExpression':
      return update(node, state, walk);
    case 'LogicalExpression': {
      const left = inOrder([node.left], state);
      return joinStates([left, inOrder([node.right], left)]) ?? left;
    }
    case 'ConditionalExpression': {
      const tested = inOrder([node.test], state);
      return joinStates([inOrder([node.consequent], tested), inOrder([node.alternate], tested)]) ?? tested;
    }
    case 'YieldExpression':
      leave({ node, kind: 'yield' }, walk);
      return node.argument ? inOrder([node.argument], state) : state;
    case 'CallExpression': {
      const after = inOrder(childrenOf(node), state);
      if (walk.handlers === 0 && throwsOut(node, walk.context)) leave({ node, kind: 'throw' }, walk);
      return resize(node, after, walk.context);
    }
    default:
      return inOrder(childrenOf(node), state);
  }
}

export function leave(exit: Omit<Exit, 'guards'>, walk: TurnWalk): void {
  walk.exits.push({ ...exit, guards: [...walk.guards] });
}

function assign(node: NodeOf<'AssignmentExpression'>, state: TurnState, walk: TurnWalk): TurnState {
  const { context } = walk;
  const key = keyOf(node.left, context);
  if (key === undefined) return bindPattern(node.left, node.operator === '=' ? node.right : null, state, walk);
  if (node.operator === '=') return hold(key, node.right, state, walk);
  if (node.operator === '||=' || node.operator === '&&=' || node.operator === '??=')
    return state.replace(key, joinBounds(state.get(key), boundsOf(node.right, state, context)));
  const by = constantOf(node.right, walk);
  if (by && node.operator === '+=') return state.replace(key, shift(state.get(key), by));
  if (by && node.operator === '-=')
    return state.replace(key, shift(state.get(key), { atLeast: -by.atMost, atMost: -by.atLeast }));
  return state.replace(key, boundsOf(node, state, context));
}

/** An assignment of a whole value: a number, or a list with its length. */
function hold(key: string, value: ScriptNode, state: TurnState, { context }: TurnWalk): TurnState {
  const held = state.replace(key, boundsOf(value, state, context));
  const length = lengthBounds(value, state, context);
  return length ? held.set(`${key}.length`, length) : held;
}

function update(node: NodeOf<'UpdateExpression'>, state: TurnState, { context }: TurnWalk): TurnState {
  const key = keyOf(node.argument, context);
  const by = node.operator === '++' ? 1 : -1;
  return key === undefined ? state : state.set(key, shift(state.get(key), { atLeast: by, atMost: by }));
}

function constantOf(node: ScriptNode, { context }: TurnWalk) {
  const value = resourcesOf(context).valueAt(node, 'always');
  return value.kind === 'number' || value.kind === 'bigint' ? value.range : undefined;
}

/** Binds every name of a pattern; `[a, b] = [b, a + b]` binds part by part. */
export function bindPattern(
  pattern: ScriptNode,
  value: ScriptNode | null,
  state: TurnState,
  walk: TurnWalk,
): TurnState {
  const { context } = walk;
  const key = keyOf(pattern, context);
  if (key !== undefined) return value ? hold(key, value, state, walk) : state.replace(key, unbounded);
  const source = value && unwrap(value);
  if (pattern.type === 'ArrayPattern' && source?.type === 'ArrayExpression') {
    const parts = source.elements.map((part) => (part ? boundsOf(part, state, context) : unbounded));
    return pattern.elements.reduce((at, target, index) => {
      const name = target && keyOf(target, context);
      return name ? at.replace(name, parts[index] ?? unbounded) : at;
    }, state);
  }
  if (pattern.type !== 'ObjectPattern' && pattern.type !== 'ArrayPattern') return state;
  return childrenOf(pattern).reduce((at, child) => {
    if (child.type === 'Property') return bindPattern(child.value, null, at, walk);
    const target =
      child.type === 'AssignmentPattern' ? child.left : child.type === 'RestElement' ? child.argument : child;
    return isFunction(target) || target.type === 'Literal' ? at : bindPattern(target, null, at, walk);
  }, state);
}
