import { bounds } from './bounds.ts';
import { orderOf } from './reference-faults.ts';
import type { SchemaNode } from './schema-nodes.ts';

/** What checking one value can cost, by the number of levels below it. Later entries are never smaller. */
export type CostByLevels = readonly number[];

/**
 * The weights of all schemas that one value and one chain of its descendants can meet at worst, every repetition counted. Finds
 * what nesting and the size of a document do not show: references that multiply, at one value or from level to level.
 * The document's schemas must not apply themselves to the same value.
 */
export function costByLevels(
  nodes: ReadonlyMap<string, SchemaNode>,
  root: SchemaNode,
  weightOf: (node: SchemaNode) => number,
): CostByLevels {
  const { order } = orderOf(nodes);
  const weights = new Map(order.map((node) => [node, weightOf(node)]));
  const ofRoot: number[] = [];
  let below = new Map<SchemaNode, number>();
  for (let levels = 0; levels <= bounds.valueLevels; levels += 1) {
    const current = new Map<SchemaNode, number>();
    for (const node of order) current.set(node, costAt(node, weights.get(node) ?? 0, current, below));
    ofRoot.push(current.get(root) ?? 0);
    below = current;
  }
  return ofRoot;
}

function costAt(
  { edges }: SchemaNode,
  weight: number,
  current: ReadonlyMap<SchemaNode, number>,
  below: ReadonlyMap<SchemaNode, number>,
): number {
  let cost = weight;
  let member = 0;
  for (const { place, to } of edges) {
    if (place === 'here') cost += current.get(to) ?? 0;
    else if (place === 'each') cost += below.get(to) ?? 0;
    else if (place === 'member') member = Math.max(member, below.get(to) ?? 0);
  }
  // Bounded, so that sums that multiply from level to level stay numbers.
  return Math.min(cost + member, Number.MAX_SAFE_INTEGER);
}
