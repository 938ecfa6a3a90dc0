import type { PythonContext } from '../python-context.ts';
import type { PyNode, PyOf } from '../tree.ts';
import { isStatic } from './functions.ts';
import { functionOf } from './names.ts';
import { type FunctionValue, unknown, type Value, wholeNumber } from './value.ts';

/** Ordinary whole numbers: small, odd and even, a power of two, one with many divisors. */
const sampleNumbers: readonly number[] = [3, 7, 8, 12];

/** The `while` loops of each function. */
export function whilesByFunction({ tree }: PythonContext): Map<PyNode, PyOf<'While'>[]> {
  const loops = new Map<PyNode, PyOf<'While'>[]>();
  for (const node of tree.nodesOf('While')) {
    const home = functionOf(node, tree);
    if (home) loops.set(home, [...(loops.get(home) ?? []), node]);
  }
  return loops;
}

const numericCalls = new Set(
  'abs divmod float int max min pow range round str sum'.split(' ').map((one) => `builtins.${one}`),
);
const numericParents = new Set([
  'BinOp',
  'Compare',
  'AugAssign',
  'UnaryOp',
  'Assign',
  'FormattedValue',
  'Return',
  'If',
  'While',
  'IfExp',
  'Dict',
]);

/** The loops that did not end in the run of any sample. A run that says nothing ends the trial. */
export function stuckForAll(runWith: (number: number) => ReadonlySet<PyNode> | undefined): ReadonlySet<PyNode> {
  let stuck: ReadonlySet<PyNode> | undefined;
  for (const number of sampleNumbers) {
    const found = runWith(number);
    if (!found) return new Set();
    stuck = stuck ? new Set([...stuck].filter((node) => found.has(node))) : found;
    if (stuck.size === 0) break;
  }
  return stuck ?? new Set();
}

/** Arguments for a run with one number in every place that takes one; absent when no parameter does. */
export function sampleArguments(
  { node, self }: FunctionValue,
  number: number,
  context: PythonContext,
): Value[] | undefined {
  const { posonlyargs, args, defaults } = node.args;
  const positional = [...posonlyargs, ...args];
  // What has a default keeps it.
  const names = positional
    .slice(self && !isStatic(node) ? 1 : 0, positional.length - defaults.length)
    .map(({ arg }) => arg);
  const numeric = names.filter((name) => isNumeric(name, node, context));
  if (numeric.length === 0) return undefined;
  return names.map((name) => (numeric.includes(name) ? wholeNumber(number) : unknown));
}

/** Whether a parameter is only used as a number is. */
function isNumeric(name: string, home: PyNode, { tree, paths }: PythonContext): boolean {
  const uses = tree.nodesOf('Name').filter((node) => node.id === name && functionOf(node, tree) === home);
  return uses.every((node) => {
    const parent = tree.parentOf(node);
    if (parent?.nodeType === 'Call') return parent.func !== node && numericCalls.has(paths.originOf(parent.func) ?? '');
    if (parent?.nodeType === 'Compare')
      return parent.ops.every(({ nodeType }) => nodeType !== 'In' && nodeType !== 'NotIn');
    // `a, b = b, a + b`
    if (parent?.nodeType === 'Tuple') return tree.parentOf(parent)?.nodeType === 'Assign';
    return parent !== undefined && numericParents.has(parent.nodeType);
  });
}
