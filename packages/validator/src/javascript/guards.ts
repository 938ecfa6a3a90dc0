import { nameOf, outermost, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

export const comparisons: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

/** Whether a text only serves to compare with: in `key === '__proto__'`, a `case`, a deny-list or Object.hasOwn. */
export function isGuard(node: ScriptNode, context: ScriptContext): boolean {
  return usesOf(node, context).every((use) => isComparison(use, context));
}

/** Where a value goes: the place it is written at, or all the places that read the constant it is kept in. */
function usesOf(value: ScriptNode, { tree, scopes }: ScriptContext): ScriptNode[] {
  const node = outermost(value, tree);
  const parent = tree.parentOf(node);
  if (parent?.type !== 'VariableDeclarator' || parent.init !== node || parent.id.type !== 'Identifier') return [node];
  const variable = scopes.declaredBy(parent);
  if (variable?.defs.length !== 1) return [node];
  const isConstant = variable.references.every((use) => !use.isWrite() || use.init);
  if (!isConstant) return [node];
  return variable.references
    .filter((use) => use.isRead() && use.isValueReference)
    .map(({ identifier }) => outermost(identifier, tree));
}

function isComparison(node: ScriptNode, context: ScriptContext): boolean {
  const parent = context.tree.parentOf(node);
  switch (parent?.type) {
    case 'BinaryExpression':
      return comparisons.has(parent.operator);
    case 'SwitchCase':
      return parent.test === node;
    case 'CallExpression':
      return parent.callee !== node && isHasOwn(parent.callee, context);
    case 'ArrayExpression':
      return usesOf(parent, context).every((use) => isLookedUp(use, context));
    default:
      return false;
  }
}

function isHasOwn(callee: ScriptNode, { scopes }: ScriptContext): boolean {
  const target = unwrap(callee);
  if (target.type !== 'MemberExpression' || target.object.type !== 'Identifier') return false;
  return target.object.name === 'Object' && scopes.isFree(target.object) && nameOf(target) === 'hasOwn';
}

/** `list.includes(x)` and `new Set(list)`. */
function isLookedUp(list: ScriptNode, { tree, scopes }: ScriptContext): boolean {
  const parent = tree.parentOf(list);
  if (parent?.type === 'NewExpression') {
    const { callee } = parent;
    return callee.type === 'Identifier' && callee.name === 'Set' && scopes.isFree(callee);
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== list || nameOf(parent) !== 'includes') return false;
  const call = tree.parentOf(parent);
  return call?.type === 'CallExpression' && call.callee === parent;
}
