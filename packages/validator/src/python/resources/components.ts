import type { Callable, CallGraph } from './call-graph.ts';

/** The functions that reach each other by calls, and those that call themselves (Tarjan's algorithm, own stack). */
export function componentsOf({ callsIn }: CallGraph): Callable[][] {
  const index = new Map<Callable, number>();
  const low = new Map<Callable, number>();
  const open: Callable[] = [];
  const isOpen = new Set<Callable>();
  const components: Callable[][] = [];
  const visit = (node: Callable) => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, targets: (callsIn.get(node) ?? []).map(({ target }) => target), next: 0 };
  };
  const lower = (node: Callable, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));
  const close = (node: Callable) => {
    if (low.get(node) !== index.get(node)) return;
    const component = open.splice(open.lastIndexOf(node));
    for (const member of component) isOpen.delete(member);
    if (component.length > 1 || callsIn.get(node)?.some(({ target }) => target === node)) components.push(component);
  };
  for (const start of callsIn.keys()) {
    if (index.has(start)) continue;
    const stack = [visit(start)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const target = top.targets[top.next];
      top.next += 1;
      if (target === undefined) {
        close(top.node);
        stack.pop();
        const above = stack.at(-1);
        if (above) lower(above.node, low.get(top.node) ?? 0);
      } else if (!index.has(target)) stack.push(visit(target));
      else if (isOpen.has(target)) lower(top.node, index.get(target) ?? 0);
    }
  }
  return components.map((component) => component.toSorted((a, b) => (a.lineno ?? 0) - (b.lineno ?? 0)));
}
