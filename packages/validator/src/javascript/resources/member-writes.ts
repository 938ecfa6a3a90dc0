import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { memberName } from './functions.ts';

const known = new WeakMap<ScriptContext, ReadonlySet<string>>();

/** Names of properties that any code assigns, on whatever object. */
export function writtenNames(context: ScriptContext): ReadonlySet<string> {
  const found = known.get(context);
  if (found) return found;
  const names = new Set(writes(context));
  known.set(context, names);
  return names;
}

function* writes({ tree }: ScriptContext): Generator<string> {
  for (const node of tree.nodesOf('MemberExpression')) {
    const name = memberName(node);
    if (name !== undefined && isWritten(node, tree.parentOf(node))) yield name;
  }
}

export function isWritten(node: ScriptNode, parent: ScriptNode | undefined): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return unwrap(parent.left) === node;
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === node;
    default:
      return false;
  }
}
