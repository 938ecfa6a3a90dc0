import type { ResourceEstimate } from '@dtr/contracts';
import { isFunction, nameOf } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

const loops = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);
const iterating = new Set(
  'map filter forEach reduce reduceRight flatMap some every find findIndex findLast findLastIndex sort toSorted'.split(
    ' ',
  ),
);

/**
 * How the work grows, read off the nesting of loops and of callbacks to array methods. A hint for reviewers, not a
 * bound: other calls count as one step, recursion as unknown, `while (true)` and `for (;;)` as unbounded.
 */
export function estimateOf(context: ScriptContext): ResourceEstimate {
  const { tree } = context;
  if (tree.nodesOf('WhileStatement', 'DoWhileStatement', 'ForStatement').some(isEndless)) return { cpu: 'unbounded' };
  if (isRecursive(context)) return { cpu: 'unknown' };
  const nodes = tree.nodesOf(
    'ForStatement',
    'ForInStatement',
    'ForOfStatement',
    'WhileStatement',
    'DoWhileStatement',
    'ArrowFunctionExpression',
    'FunctionExpression',
  );
  const deepest = Math.max(0, ...nodes.map((node) => nesting(node, context)));
  if (deepest === 0) return { cpu: tree.nodesOf('CallExpression').length === 0 ? 'constant' : 'linear' };
  return { cpu: deepest === 1 ? 'linear' : 'polynomial' };
}

function isEndless(node: { readonly test: ScriptNode | null }): boolean {
  return node.test === null || (node.test.type === 'Literal' && Boolean(node.test.value));
}

function nesting(node: ScriptNode, { tree }: ScriptContext): number {
  let depth = 0;
  for (let at: ScriptNode | undefined = node; at; at = tree.parentOf(at)) {
    const isCallback = isFunction(at) && isIterating(at, tree.parentOf(at));
    if (loops.has(at.type) || isCallback) depth += 1;
    else if (isFunction(at)) break;
  }
  return depth;
}

function isIterating(node: ScriptNode, parent: ScriptNode | undefined): boolean {
  if (parent?.type !== 'CallExpression' || parent.callee === node || parent.callee.type !== 'MemberExpression')
    return false;
  return iterating.has(nameOf(parent.callee) ?? '');
}

/** A function's own name used inside it. */
function isRecursive({ tree, scopes }: ScriptContext): boolean {
  return tree.nodesOf('Identifier').some((node) => {
    const [definition] = scopes.variableOf(node)?.defs ?? [];
    if (!definition || definition.type === 'Parameter') return false;
    const own = definition.node.type === 'VariableDeclarator' ? definition.node.init : definition.node;
    if (!isFunction(own)) return false;
    for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) if (at === own) return true;
    return false;
  });
}
