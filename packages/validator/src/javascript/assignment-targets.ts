import { outermost } from './expressions.ts';
import type { ScriptNode, ScriptTree } from './tree.ts';

/** Whether what stands around an expression assigns to it, updates, deletes or fills it: `(a.b as any) = 1` does. */
export function isTarget(node: ScriptNode, tree: ScriptTree): boolean {
  const target = outermost(node, tree);
  const parent = tree.parentOf(target);
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === target;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === target;
    default:
      return false;
  }
}
