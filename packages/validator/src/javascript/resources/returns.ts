import { type FunctionNode, isFunction } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';

const known = new WeakMap<ScriptContext, ReadonlyMap<ScriptNode, readonly (ScriptNode | null)[]>>();
const none: readonly (ScriptNode | null)[] = [];

/** What a function returns, in all its places. */
export function returnsOf(node: FunctionNode, context: ScriptContext): readonly (ScriptNode | null)[] {
  if (node.body && node.body.type !== 'BlockStatement') return [node.body];
  const found = known.get(context) ?? collect(context);
  known.set(context, found);
  return found.get(node) ?? none;
}

function collect({ tree }: ScriptContext): ReadonlyMap<ScriptNode, readonly (ScriptNode | null)[]> {
  const byFunction = new Map<ScriptNode, (ScriptNode | null)[]>();
  for (const node of tree.nodesOf('ReturnStatement')) {
    let at = tree.parentOf(node);
    while (at && !isFunction(at)) at = tree.parentOf(at);
    if (!at) continue;
    const returns = byFunction.get(at);
    if (returns) returns.push(node.argument);
    else byFunction.set(at, [node.argument]);
  }
  return byFunction;
}
