import { isFunction } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import type { Edge } from './call-edges.ts';
import { certainHit, type Hit } from './certain-calls.ts';

/** Functions that run each other, or themselves, on every way through. */
export interface EndlessCycle {
  /** The place in the first of them that leads on. */
  readonly node: ScriptNode;
  readonly members: readonly ScriptNode[];
  /** Some of them run later, from timers or promises: the stack does not end it. */
  readonly isLater: boolean;
}

const known = new WeakMap<ScriptContext, readonly EndlessCycle[]>();

export function endlessCycles(context: ScriptContext): readonly EndlessCycle[] {
  const found = known.get(context) ?? findCycles(context);
  known.set(context, found);
  return found;
}

/** Parts of functions that are looked at in all; code that needs more is left to the sandbox. */
const mostVisits = 300_000;

/** Those that always run one of those that always run one of those …: the largest such set. */
function findCycles(context: ScriptContext): EndlessCycle[] {
  const all = candidates(context);
  const inside = new Set<ScriptNode>(all);
  const hits = new Map<ScriptNode, Hit>();
  /** By function: those that may be in the set because they run it. */
  const leaners = new Map<ScriptNode, ScriptNode[]>();
  // What stands inside or comes later first: those who run it are then looked at once.
  const pending = [...all];
  const effort = { visits: mostVisits };
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!inside.has(node)) continue;
    const used = new Set<ScriptNode>();
    const isInside = ({ target }: Edge) => inside.has(target) && Boolean(used.add(target));
    const hit = certainHit(node, isInside, context, effort);
    if (effort.visits < 0) return [];
    if (hit) {
      hits.set(node, hit);
      for (const target of used) addTo(leaners, target, node);
    } else {
      inside.delete(node);
      hits.delete(node);
      pending.push(...(leaners.get(node) ?? []));
    }
  }
  return cyclesIn(hits);
}

function addTo(lists: Map<ScriptNode, ScriptNode[]>, key: ScriptNode, node: ScriptNode): void {
  const list = lists.get(key);
  if (list) list.push(node);
  else lists.set(key, [node]);
}

const candidates = ({ tree }: ScriptContext): ScriptNode[] =>
  tree
    .nodesOf(
      'FunctionDeclaration',
      'FunctionExpression',
      'ArrowFunctionExpression',
      'ClassDeclaration',
      'ClassExpression',
    )
    .filter((node) => !isFunction(node) || !node.generator);

function cyclesIn(hits: ReadonlyMap<ScriptNode, Hit>): EndlessCycle[] {
  const cycles: EndlessCycle[] = [];
  const seen = new Set<ScriptNode>();
  for (const start of hits.keys()) {
    const path: ScriptNode[] = [];
    let at: ScriptNode | undefined = start;
    while (at && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = hits.get(at)?.edge.target;
    }
    const from = at ? path.indexOf(at) : -1;
    if (from >= 0) cycles.push(...cycleOf(path.slice(from), hits));
  }
  return cycles.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function cycleOf(members: readonly ScriptNode[], hits: ReadonlyMap<ScriptNode, Hit>): EndlessCycle[] {
  const places = members.flatMap((member) => hits.get(member) ?? []);
  const [first] = places.toSorted((a, b) => a.node.range[0] - b.node.range[0]);
  return first ? [{ node: first.node, members, isLater: places.some(({ edge }) => edge.isLater) }] : [];
}
