import { assignmentsTo } from '../assignments.ts';
import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptScopes } from '../scopes.ts';
import type { ScriptNode, ScriptTree } from '../tree.ts';
import { type Constant, listOf } from './evaluate/constant.ts';

/** What a loop goes over, and how the values of its variable are taken out of that. */
export interface LoopItems {
  readonly of: ScriptNode;
  pick(list: Constant): Constant[];
}

const iterating = /^(?:map|forEach|filter|flatMap|some|every|find(?:Last)?)$/;

/** For the name of a loop variable, or of the first parameter of a callback to an array method. */
export function createItems(scopes: ScriptScopes, tree: ScriptTree) {
  return (node: ScriptNode): LoopItems | undefined => {
    const variable = node.type === 'Identifier' ? scopes.variableOf(node) : undefined;
    const [definition] = variable?.defs ?? [];
    if (!variable || !definition || assignmentsTo(variable).length > 1) return undefined;
    const place = placeIn(definition.name as ScriptNode, tree);
    return place && loopOf(place, tree);
  };
}

interface Place {
  readonly pattern: ScriptNode;
  /** Of the element of each pair, in `for (const [key] of …)`. */
  readonly index: number | undefined;
}

function placeIn(name: ScriptNode, tree: ScriptTree): Place | undefined {
  const parent = tree.parentOf(name);
  if (parent?.type === 'ArrayPattern') return { pattern: parent, index: parent.elements.indexOf(name as never) };
  return parent ? { pattern: name, index: undefined } : undefined;
}

function loopOf({ pattern, index }: Place, tree: ScriptTree): LoopItems | undefined {
  const owner = tree.parentOf(pattern);
  const taken = (items: Constant[]) => (index === undefined ? items : items.map((item) => listOf(item)[index]));
  if (owner?.type === 'VariableDeclarator' && owner.id === pattern && !owner.init) {
    const loop = tree.parentOf(tree.parentOf(owner) ?? owner);
    if (loop?.type === 'ForOfStatement') return { of: loop.right, pick: (list) => taken(listOf(list)) };
    return loop?.type === 'ForInStatement' ? { of: loop.right, pick: keysOf } : undefined;
  }
  const call = isFunction(owner) && owner.params[0] === pattern ? tree.parentOf(owner) : undefined;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== owner) return undefined;
  const callee = unwrap(call.callee);
  const isLoop = callee.type === 'MemberExpression' && iterating.test(nameOf(callee) ?? '');
  return isLoop ? { of: callee.object, pick: (list) => taken(listOf(list)) } : undefined;
}

const keysOf = (object: Constant): Constant[] =>
  object instanceof Map ? [...object.keys()] : listOf(object).map((_, index) => String(index));
