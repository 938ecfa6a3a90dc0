import type { ScriptNode } from './tree.ts';

/** Whether what stands directly above an expression assigns to it, updates, deletes or fills it. */
export function isTarget(node: ScriptNode, parent: ScriptNode | undefined): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === node;
    default:
      return false;
  }
}
