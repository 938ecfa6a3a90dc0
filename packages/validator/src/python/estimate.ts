import type { ResourceEstimate } from '@dtr/contracts';
import type { PythonContext } from './python-context.ts';
import type { PyNode } from './tree.ts';

const loops = new Set(['For', 'AsyncFor', 'While', 'ListComp', 'SetComp', 'DictComp', 'GeneratorExp']);
const functions = new Set(['FunctionDef', 'AsyncFunctionDef', 'Lambda']);

/**
 * How the work grows, read off the nesting of loops. A hint for reviewers, not a bound: a call counts as one step,
 * recursion as unknown, and `while True` as unbounded. The sandbox's limits are the guarantee.
 */
export function estimateOf(context: PythonContext): ResourceEstimate {
  const { tree, scopes } = context;
  if (tree.nodesOf('While').some(({ test }) => test.nodeType === 'Constant' && Boolean(test.value)))
    return { cpu: 'unbounded' };
  if (scopes.references.some(({ node }) => isRecursive(node, context))) return { cpu: 'unknown' };
  const depths = tree
    .nodesOf('For', 'AsyncFor', 'While', 'ListComp', 'SetComp', 'DictComp', 'GeneratorExp')
    .map((node) => nesting(node, context));
  const deepest = Math.max(0, ...depths);
  if (deepest === 0) return { cpu: tree.nodesOf('Call').length === 0 ? 'constant' : 'linear' };
  return { cpu: deepest === 1 ? 'linear' : 'polynomial' };
}

function nesting(node: PyNode, { tree }: PythonContext): number {
  let depth = 0;
  for (let at: PyNode | undefined = node; at && !functions.has(at.nodeType); at = tree.parentOf(at))
    if (loops.has(at.nodeType)) depth += 'generators' in at ? at.generators.length : 1;
  return depth;
}

function isRecursive(node: PyNode & { id: string }, { tree, scopes }: PythonContext): boolean {
  const bindings = scopes.bindingsOf(node as Parameters<typeof scopes.bindingsOf>[0]) ?? [];
  const own = new Set(bindings.filter(({ kind }) => kind === 'function').map((binding) => binding.node));
  for (let at = tree.parentOf(node); at && own.size > 0; at = tree.parentOf(at)) if (own.has(at)) return true;
  return false;
}
