import type { PythonContext } from '../python-context.ts';
import type { PyNode } from '../tree.ts';
import { blockingCall } from './base-cases.ts';
import { type Callable, type CallGraph, callGraphOf } from './call-graph.ts';
import { componentsOf } from './components.ts';

/** Cycles this long are not followed to the end: what they may do is left open. */
const maximumRounds = 20;

/** Calls that a function cannot get past, each by way of which it comes back to itself: one for each cycle. */
export function endlessCalls(context: PythonContext): { readonly node: PyNode; readonly target: Callable }[] {
  const graph = callGraphOf(context);
  return componentsOf(graph).flatMap((component) => {
    const never = neverReturning(component, graph);
    const stuck = [...never].map(([callee, node]) => ({ callee, node, target: graph.targetOf(node) }));
    const closing = stuck.find(({ callee, target }) => target && startsBefore(target, callee)) ?? stuck[0];
    return closing?.target ? [{ node: closing.node, target: closing.target }] : [];
  });
}

const startsBefore = (a: PyNode, b: PyNode) => (a.lineno ?? 0) <= (b.lineno ?? 0);

/** The functions of a cycle that return in no case, with the call that each is stuck in. */
function neverReturning(component: readonly Callable[], graph: CallGraph): Map<Callable, PyNode> {
  const never = new Set(component);
  for (let round = 0; round < maximumRounds; round += 1) {
    const stuck = new Map<Callable, PyNode>();
    const before = never.size;
    for (const callee of component) {
      const node = never.has(callee) ? blockingCall(callee, never, graph) : undefined;
      if (node) stuck.set(callee, node);
      else never.delete(callee);
    }
    if (stuck.size === before) return stuck;
  }
  return new Map();
}
