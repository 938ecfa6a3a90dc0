import type { Variable } from '@typescript-eslint/scope-manager';
import type { ScriptContext } from '../script-context.ts';
import type { NodeKind, NodeOf, ScriptNode } from '../tree.ts';

const sorted = new WeakMap<ScriptContext, Map<string, readonly ScriptNode[]>>();

/** The nodes of a kind inside another, found without looking at the rest of the code. */
export function nodesIn<Kind extends NodeKind>(context: ScriptContext, outer: ScriptNode, kind: Kind): NodeOf<Kind>[] {
  const nodes = inOrder(context, kind);
  const found: ScriptNode[] = [];
  for (let at = firstFrom(nodes, outer.range[0]); at < nodes.length; at += 1) {
    const node = nodes[at];
    if (!node || node.range[0] >= outer.range[1]) break;
    if (node.range[1] <= outer.range[1]) found.push(node);
  }
  return found as NodeOf<Kind>[];
}

export const isInside = (node: ScriptNode, outer: ScriptNode) =>
  outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];

function inOrder(context: ScriptContext, kind: NodeKind): readonly ScriptNode[] {
  const byKind = sorted.get(context) ?? new Map<string, readonly ScriptNode[]>();
  sorted.set(context, byKind);
  const found = byKind.get(kind) ?? [...context.tree.nodesOf(kind)].sort((a, b) => a.range[0] - b.range[0]);
  byKind.set(kind, found);
  return found;
}

function firstFrom(nodes: readonly ScriptNode[], offset: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const variables = new WeakMap<ScriptContext, ReadonlyMap<string, Variable>>();

/** The variable of a number as `keyOf` writes it. */
export function variableById(context: ScriptContext, id: string): Variable | undefined {
  const found = variables.get(context) ?? collect(context);
  variables.set(context, found);
  return found.get(id);
}

function collect({ tree, scopes }: ScriptContext): ReadonlyMap<string, Variable> {
  const all = tree.nodesOf('Identifier').flatMap((node) => scopes.variableOf(node) ?? scopes.namedBy(node) ?? []);
  return new Map(all.map((variable) => [String(variable.$id), variable]));
}
