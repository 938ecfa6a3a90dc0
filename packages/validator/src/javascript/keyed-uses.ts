import { nameOf, outermost, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

const rebinding = new Set(['call', 'apply', 'bind', 'constructor', 'prototype', '__proto__']);
const literals = new Set(['Literal', 'TemplateLiteral', 'ArrayExpression', 'ObjectExpression', 'NewExpression']);

/**
 * Whether what is read by some key is used up on the spot: counted, compared, shown, written to, or asked for a method
 * by name. Then it does not matter that the key may be a refused one.
 */
export function leadsNowhere(read: ScriptNode, { tree }: ScriptContext): boolean {
  let at = read;
  for (;;) {
    const node = outermost(at, tree);
    const parent = tree.parentOf(node);
    switch (parent?.type) {
      case 'BinaryExpression':
      case 'UnaryExpression':
      case 'UpdateExpression':
      case 'TemplateLiteral':
      case 'IfStatement':
      case 'ExpressionStatement':
        return true;
      case 'AssignmentExpression':
        return parent.left === node && (parent.operator !== '=' || isStatement(parent, tree));
      case 'MemberExpression':
        return parent.object === node && !parent.computed && !rebinding.has(nameOf(parent) ?? 'call');
      case 'ConditionalExpression':
        return parent.test === node;
      case 'LogicalExpression': {
        const other = parent.left === node ? parent.right : parent.left;
        if (!literals.has(unwrap(other).type)) return false;
        at = parent;
        break;
      }
      default:
        return false;
    }
  }
}

const isStatement = (node: ScriptNode, tree: ScriptContext['tree']) =>
  tree.parentOf(node)?.type === 'ExpressionStatement';
