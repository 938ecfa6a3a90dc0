import type { Variable } from '@typescript-eslint/scope-manager';
import { nameOf } from '../expressions.ts';
import type { ScriptNode, ScriptTree } from '../tree.ts';
import { isWritten } from './member-writes.ts';

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

function isOnlyRead(node: ScriptNode, tree: ScriptTree): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'ForOfStatement' || parent?.type === 'SpreadElement') return true;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const use = tree.parentOf(parent);
  const isCalled = use?.type === 'CallExpression' && use.callee === parent;
  if (isCalled) return !resizing.has(nameOf(parent) ?? 'push') && nameOf(parent) !== 'fill';
  return !isWritten(parent, use);
}
