/** A directed graph over the numbers below `size`. */
export interface Graph {
  readonly size: number;
  targetsOf(node: number): readonly number[];
}

/** Which nodes lead to each other: the number of its component for every node. A component never leads to a higher one. */
export function componentsOf(graph: Graph): readonly number[] {
  const component = new Array<number>(graph.size).fill(-1);
  const order = new Array<number>(graph.size).fill(-1);
  const low = new Array<number>(graph.size).fill(0);
  const stack: number[] = [];
  let count = 0;
  let components = 0;
  for (let root = 0; root < graph.size; root += 1) {
    if (order[root] !== -1) continue;
    // Tarjan's algorithm with a stack of its own.
    const path: { node: number; targets: readonly number[]; index: number }[] = [];
    const enter = (node: number) => {
      order[node] = count;
      low[node] = count;
      count += 1;
      stack.push(node);
      path.push({ node, targets: graph.targetsOf(node), index: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.targets[top.index];
      top.index += 1;
      if (target !== undefined) {
        if (order[target] === -1) enter(target);
        else if (component[target] === -1) low[top.node] = Math.min(low[top.node] ?? 0, order[target] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) low[above.node] = Math.min(low[above.node] ?? 0, low[top.node] ?? 0);
      if (low[top.node] !== order[top.node]) continue;
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        component[node] = components;
        if (node === top.node) break;
      }
      components += 1;
    }
  }
  return component;
}
