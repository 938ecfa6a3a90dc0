import { childrenOf, type PyNode } from '../tree.ts';

const sizes = new WeakMap<PyNode, number>();

/** How many nodes a piece of code has, and so what it costs to run it once more. */
export function sizeOfCode(node: PyNode): number {
  const known = sizes.get(node);
  if (known !== undefined) return known;
  let size = 0;
  const pending: PyNode[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    size += 1;
    pending.push(...childrenOf(next));
  }
  sizes.set(node, size);
  return size;
}
