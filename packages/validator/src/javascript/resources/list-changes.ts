import type { Variable } from '@typescript-eslint/scope-manager';
import { isTarget } from '../assignment-targets.ts';
import { nameOf } from '../expressions.ts';
import type { ScriptNode, ScriptTree } from '../tree.ts';
import { memberName } from './methods.ts';

/** Methods of arrays, Sets and Maps that change how many members they have. */
export const resizing: ReadonlySet<string> = new Set(
  'push pop shift unshift splice add set delete clear append'.split(' '),
);

/** Whether nothing ever changes the list in a variable: the methods that do, assignments to places, other names for it. */
export function isFixedList(variable: Variable, tree: ScriptTree): boolean {
  const isFixed = fixed.get(variable) ?? isOnlyEverRead(variable, tree);
  fixed.set(variable, isFixed);
  return isFixed;
}

const fixed = new WeakMap<Variable, boolean>();

function isOnlyEverRead(variable: Variable, tree: ScriptTree): boolean {
  return variable.references.filter((use) => use.isRead()).every(({ identifier }) => isOnlyRead(identifier, tree));
}

const changedMembers = new WeakMap<ScriptTree, ReadonlyMap<string, readonly ScriptNode[]>>();
const nowhere: readonly ScriptNode[] = [];

/** Where a list under a member name may change, or gets another name, on whatever object it stands. */
export function changesOfMember(name: string, tree: ScriptTree): readonly ScriptNode[] {
  const changed = changedMembers.get(tree) ?? collectChanges(tree);
  changedMembers.set(tree, changed);
  return changed.get(name) ?? nowhere;
}

function collectChanges(tree: ScriptTree): ReadonlyMap<string, readonly ScriptNode[]> {
  const changed = new Map<string, ScriptNode[]>();
  for (const node of tree.nodesOf('MemberExpression', 'ObjectPattern')) {
    const places = node.type === 'ObjectPattern' ? node.properties : isOnlyRead(node, tree) ? [] : [node];
    for (const place of places) {
      const name = memberName(place);
      const same = name === undefined ? undefined : changed.get(name);
      if (same) same.push(place);
      else if (name !== undefined) changed.set(name, [place]);
    }
  }
  return changed;
}

function isOnlyRead(node: ScriptNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'ForOfStatement' || parent?.type === 'SpreadElement') return true;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const use = tree.parentOf(parent);
  const isCalled = use?.type === 'CallExpression' && use.callee === parent;
  if (isCalled) return !resizing.has(nameOf(parent) ?? 'push') && nameOf(parent) !== 'fill';
  return !isTarget(parent, tree);
}
