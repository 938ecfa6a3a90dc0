import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyNode, PyOf } from '../tree.ts';
import type { Callable } from './call-graph.ts';
import { parametersOf } from './parameters-of.ts';
import { nodesIn } from './repeatable.ts';

const isName = (node: PyExpression, name: string) => node.nodeType === 'Name' && node.id === name;

/** Every self-call adds to a parameter that only ever ends at a lower bound, or takes from one that ends at an upper. */
export function movesAway(calls: readonly PyOf<'Call'>[], home: Callable, context: PythonContext): boolean {
  const ends = endsOf(calls, home, context);
  const [first] = calls;
  const names = first && parametersOf(home, first);
  if (!names || !ends || ends.length === 0) return false;
  return names.some((name, index) => {
    const steps = calls.map((call) => stepOf(call.args[index], name));
    const isUp = steps.every((step) => step !== undefined && step > 0);
    const isDown = steps.every((step) => step !== undefined && step < 0);
    if (!isUp && !isDown) return false;
    return ends.every((end) => endsAt(end, name, isUp ? lowerEnds : upperEnds));
  });
}

/** A condition under which no self-call is reached: that of an `if`, or its opposite. */
interface End {
  readonly test: PyExpression;
  readonly holds: boolean;
}

/** Absent when a call is reached on both ways from a condition: it decides nothing then. */
function endsOf(calls: readonly PyOf<'Call'>[], home: Callable, { tree }: PythonContext): End[] | undefined {
  const choices = nodesIn(home).filter((node) => node.nodeType === 'If' || node.nodeType === 'IfExp');
  const holdsIn = new Map<PyNode, boolean>();
  for (const choice of choices) {
    for (const node of [choice.body].flat()) holdsIn.set(node, true);
    for (const node of [choice.orelse].flat()) holdsIn.set(node, false);
  }
  const whenTrue = new Set<PyNode>();
  const whenFalse = new Set<PyNode>();
  for (const call of calls) {
    let below: PyNode = call;
    for (let at = tree.parentOf(call); at && at !== home; at = tree.parentOf(at)) {
      const holds = holdsIn.get(below);
      if (holds !== undefined) (holds ? whenTrue : whenFalse).add(at);
      below = at;
    }
  }
  if (choices.some((choice) => whenTrue.has(choice) && whenFalse.has(choice))) return undefined;
  return choices.map((choice) => ({ test: choice.test, holds: !whenTrue.has(choice) && !onlyElseLeaves(choice) }));
}

/** `if n > 0: ... else: return`, with the call behind it. */
function onlyElseLeaves(choice: PyOf<'If' | 'IfExp'>): boolean {
  if (choice.nodeType === 'IfExp') return false;
  return isLeft(choice.orelse) && !isLeft(choice.body);
}

const isLeft = (block: readonly PyNode[]) => ['Return', 'Raise'].includes(block.at(-1)?.nodeType ?? '');

const opposites: Readonly<Record<string, string>> = {
  ...{ Eq: 'NotEq', NotEq: 'Eq', Lt: 'GtE', GtE: 'Lt', Gt: 'LtE', LtE: 'Gt', In: 'NotIn', NotIn: 'In' },
};

const lowerEnds = new Set(['Eq', 'Lt', 'LtE']);
const upperEnds = new Set(['Gt', 'GtE']);

/** `n <= 1` or `n in (0, 1)`: a bound that does not move. */
function endsAt({ test, holds }: End, name: string, ends: ReadonlySet<string>): boolean {
  if (test.nodeType !== 'Compare' || test.ops.length !== 1 || !isName(test.left, name)) return false;
  const [written, bound] = [test.ops[0]?.nodeType ?? '', test.comparators[0]];
  const op = holds ? written : (opposites[written] ?? '');
  if (op === 'In' && bound?.nodeType === 'Tuple') return ends.has('Eq') && bound.elts.every(isSmall);
  return ends.has(op) && bound !== undefined && (op === 'Eq' ? isSmall(bound) : bound.nodeType === 'Constant');
}

const isSmall = (node: PyExpression) =>
  node.nodeType === 'Constant' && typeof node.value === 'number' && node.value <= 2;

function stepOf(node: PyExpression | undefined, name: string): number | undefined {
  if (node?.nodeType !== 'BinOp' || !isName(node.left, name) || node.right.nodeType !== 'Constant') return undefined;
  const { value } = node.right as { value: unknown };
  if (typeof value !== 'number') return undefined;
  if (node.op.nodeType === 'Add') return value;
  return node.op.nodeType === 'Sub' ? -value : undefined;
}
