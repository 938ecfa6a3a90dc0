import type { FieldFault } from '@dtr/core';
import { child } from '../validation/json-pointer.ts';
import { bounds } from './bounds.ts';
import { referencePath, referenceTarget, type SchemaNode } from './schema-nodes.ts';

/** References that leave the document, lead nowhere, or come back to where they started without reading a member or item. */
export function referenceFaults(nodes: ReadonlyMap<string, SchemaNode>, pointer: string): readonly FieldFault[] {
  const referring = [...nodes.values()].filter(({ schema }) => schema.$ref !== undefined);
  if (referring.length > bounds.references) {
    return [{ pointer, message: `has ${referring.length} references; at most ${bounds.references} are accepted` }];
  }
  const faults = referring.flatMap((node) => {
    const message = targetFault(node, nodes);
    return message === undefined ? [] : [{ pointer: child(`${pointer}${node.path}`, '$ref'), message }];
  });
  return faults.length > 0 ? faults : cycleFaults(nodes, pointer);
}

function targetFault({ schema }: SchemaNode, nodes: ReadonlyMap<string, SchemaNode>): string | undefined {
  const { $ref = '' } = schema;
  if (referencePath($ref) === undefined) return 'must be # or #/ and a path: references stay inside the document';
  if (referenceTarget($ref, nodes) === undefined) return 'must lead to a schema of this document that is an object';
  return undefined;
}

function cycleFaults(nodes: ReadonlyMap<string, SchemaNode>, pointer: string): readonly FieldFault[] {
  const { cycleAt } = orderOf(nodes);
  if (cycleAt === undefined) return [];
  return [{ pointer: `${pointer}${cycleAt.path}`, message: 'refers to itself without a member or an item in between' }];
}

export interface EvaluationOrder {
  /** Every schema after those it applies to the same value. */
  readonly order: readonly SchemaNode[];
  /** A schema that applies itself to the same value; then the order is not complete. */
  readonly cycleAt?: SchemaNode;
}

/** Depth first, with a stack of its own: chains of references may be long. */
export function orderOf(nodes: ReadonlyMap<string, SchemaNode>): EvaluationOrder {
  const order: SchemaNode[] = [];
  const state = new Map<SchemaNode, 'open' | 'done'>();
  for (const root of nodes.values()) {
    const stack = [root];
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      if (state.get(node) === undefined) {
        state.set(node, 'open');
        const inner = node.edges.filter(({ place }) => place === 'here').map(({ to }) => to);
        const again = inner.find((to) => state.get(to) === 'open');
        if (again !== undefined) return { order, cycleAt: again };
        stack.push(...inner.filter((to) => state.get(to) === undefined));
      } else {
        stack.pop();
        if (state.get(node) === 'done') continue;
        state.set(node, 'done');
        order.push(node);
      }
    }
  }
  return { order };
}
