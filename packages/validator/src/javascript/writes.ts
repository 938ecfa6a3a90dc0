import { nameOf, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';
import { methodsOf } from './values/value-kinds.ts';

const writers = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'set', 'deleteProperty']);
const accessors = new Set(['__defineGetter__', '__defineSetter__']);

/** A place that changes an object, and that object. */
export interface Write {
  readonly target: ScriptNode;
  readonly object: ScriptNode;
}

/** Members that are assigned, updated, deleted or taken from a pattern, and objects given to `Object.assign` and its like. */
export function* writtenObjects(context: ScriptContext): Generator<Write> {
  const { tree } = context;
  for (const node of tree.nodesOf('MemberExpression'))
    if (isWritten(node, context)) yield { target: node, object: unwrap(node.object) };
  for (const call of tree.nodesOf('CallExpression')) {
    const callee = unwrap(call.callee);
    const [first] = call.arguments;
    if (first && methodsOf(['Object', 'Reflect'], callee, context).some((name) => writers.has(name ?? '')))
      yield { target: first, object: unwrap(first) };
    if (callee.type === 'MemberExpression' && accessors.has(nameOf(callee) ?? ''))
      yield { target: callee, object: unwrap(callee.object) };
  }
}

/** A target of an assignment, update, deletion or loop, also inside a pattern. */
export function isWritten(node: ScriptNode, { tree }: ScriptContext): boolean {
  let at = node;
  for (let parent = tree.parentOf(at); parent; parent = tree.parentOf(at)) {
    switch (parent.type) {
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
      case 'ChainExpression':
        break;
      case 'AssignmentExpression':
      case 'ForInStatement':
      case 'ForOfStatement':
        return parent.left === at;
      case 'UpdateExpression':
        return true;
      case 'UnaryExpression':
        return parent.operator === 'delete';
      case 'AssignmentPattern':
        if (parent.left !== at) return false;
        break;
      case 'Property':
        if (parent.value !== at || tree.parentOf(parent)?.type !== 'ObjectPattern') return false;
        break;
      case 'ArrayPattern':
      case 'ObjectPattern':
      case 'RestElement':
        break;
      default:
        return false;
    }
    at = parent;
  }
  return false;
}

/** A free name that is assigned to. */
export function isReplaced(node: ScriptNode, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  return parent?.type === 'UpdateExpression' || parent?.type === 'ArrayPattern';
}
