import type { ResourceEstimate } from '@dtr/contracts';
import { isFunction, nameOf } from './expressions.ts';
import { callsThroughInput } from './library-calls.ts';
import { endlessCycles } from './resources/endless-calls.ts';
import { endlessConsumers } from './resources/endless-iterables.ts';
import { endlessness } from './resources/endless-loops.ts';
import { memoryOf, stepsOf } from './resources/estimate-ranges.ts';
import { growingLoops } from './resources/growing-lists.ts';
import { isLoop, type LoopNode } from './resources/loops.ts';
import { turnsOf } from './resources/work.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

const iterating = new Set(
  'map filter forEach reduce reduceRight flatMap some every find findIndex findLast findLastIndex sort toSorted'.split(
    ' ',
  ),
);
const bytesPerMb = 2 ** 20;

/**
 * How the work grows, read off the nesting of loops and of callbacks to array methods, with turns and memory as far
 * as constants tell. A hint for reviewers, not a bound: calls of the library that may go through the input, and
 * recursion, count as unknown.
 */
export function estimateOf(context: ScriptContext): ResourceEstimate {
  const isEndless = neverEnds(context);
  const isOpen = isEndless || isRecursive(context);
  const steps = stepsOf(context, { isOpen });
  const memoryBytes = memoryOf(context, { isOpen });
  const { atMost } = memoryBytes;
  const cpu = isEndless ? 'unbounded' : isOpen ? 'unknown' : growthOf(context);
  const isUncounted = callsThroughInput(context) || (cpu !== 'constant' && steps.atMost === 0);
  return {
    cpu,
    steps: isUncounted ? { ...steps, atMost: null } : steps,
    memoryBytes,
    ...(atMost === null ? {} : { memoryMb: Math.ceil(atMost / bytesPerMb) }),
  };
}

function neverEnds(context: ScriptContext): boolean {
  const { tree } = context;
  if (tree.nodesOf('WhileStatement', 'DoWhileStatement', 'ForStatement').some((loop) => endlessness(loop, context)))
    return true;
  return endlessCycles(context).length > 0 || !isEmpty(endlessConsumers(context)) || !isEmpty(growingLoops(context));
}

const isEmpty = (found: Generator<ScriptNode>) => found.next().done === true;

function growthOf(context: ScriptContext): ResourceEstimate['cpu'] {
  const { tree } = context;
  const loops = tree.nodesOf(
    'ForStatement',
    'ForInStatement',
    'ForOfStatement',
    'WhileStatement',
    'DoWhileStatement',
    'ArrowFunctionExpression',
    'FunctionExpression',
  );
  const deepest = loops.reduce((most, node) => Math.max(most, nesting(node, context)), 0);
  if (deepest === 0) return callsThroughInput(context) ? 'linear' : 'constant';
  return deepest === 1 ? 'linear' : 'polynomial';
}

/** Loops around a node whose turns depend on the input. */
function nesting(node: ScriptNode, context: ScriptContext): number {
  const { tree } = context;
  let depth = 0;
  for (let at: ScriptNode | undefined = node; at; at = tree.parentOf(at)) {
    const isCallback = isFunction(at) && isIterating(at, tree.parentOf(at));
    if (isCallback || (isLoop(at) && !isConstant(at, context))) depth += 1;
    else if (isFunction(at)) break;
  }
  return depth;
}

const isConstant = (loop: LoopNode, context: ScriptContext) => Number.isFinite(turnsOf(loop, context).atMost);

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
    return isFunction(own) && own.range[0] <= node.range[0] && node.range[1] <= own.range[1];
  });
}
