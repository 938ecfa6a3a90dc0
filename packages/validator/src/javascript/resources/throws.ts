import { type FunctionNode, isFunction } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';

const known = new WeakMap<ScriptContext, ReadonlySet<ScriptNode>>();
const mostRounds = 4;

/** Whether a call may end in a `throw` that the code writes itself and does not catch on the way. */
export function throwsOut(node: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  const own = resourcesOf(context).functions.named(node.callee);
  return own !== undefined && throwing(context).has(own);
}

function throwing(context: ScriptContext): ReadonlySet<ScriptNode> {
  const found = known.get(context);
  if (found) return found;
  const { tree } = context;
  const { functions } = resourcesOf(context);
  const set = new Set<ScriptNode>(tree.nodesOf('ThrowStatement').flatMap((node) => thrownFrom(node, context) ?? []));
  known.set(context, set);
  // Callers of what throws, a few calls up.
  for (let round = 0; round < mostRounds; round += 1) {
    const before = set.size;
    for (const node of tree.nodesOf('CallExpression')) {
      const own = functions.named(node.callee);
      const from = own && set.has(own) ? thrownFrom(node, context) : undefined;
      if (from) set.add(from);
    }
    if (set.size === before) break;
  }
  return set;
}

/** The function that a throw leaves; absent when it is caught inside. */
function thrownFrom(node: ScriptNode, { tree }: ScriptContext): FunctionNode | undefined {
  let child = node;
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (isFunction(at)) return at;
    if (at.type === 'TryStatement' && at.block === child && at.handler) return undefined;
    child = at;
  }
  return undefined;
}
