import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { memberName } from './methods.ts';

type Member = NodeOf<'MemberExpression'>;
const known = new WeakMap<ScriptContext, ReadonlyMap<string, readonly Member[]>>();
const none: readonly Member[] = [];

/** Every place that assigns a property of a name, on whatever object. */
export function memberWrites(context: ScriptContext, name: string): readonly Member[] {
  const found = known.get(context) ?? collect(context);
  known.set(context, found);
  return found.get(name) ?? none;
}

function collect({ tree }: ScriptContext): ReadonlyMap<string, readonly Member[]> {
  const byName = new Map<string, Member[]>();
  for (const node of tree.nodesOf('MemberExpression')) {
    const name = memberName(node);
    if (name === undefined || !isWritten(node, tree.parentOf(node))) continue;
    const same = byName.get(name);
    if (same) same.push(node);
    else byName.set(name, [node]);
  }
  return byName;
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
