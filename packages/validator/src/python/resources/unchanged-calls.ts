import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { type Callable, callGraphOf } from './call-graph.ts';
import { isRepeatable, nodesIn } from './repeatable.ts';

/** Self-calls whose arguments are no nearer to an end than those of the caller. */
export function* unmovedCalls(context: PythonContext): Generator<{ node: PyOf<'Call'>; isSame: boolean }> {
  const { callsIn } = callGraphOf(context);
  for (const [home, calls] of callsIn) {
    const own = calls.flatMap(({ node, target }) => (target === home && node.nodeType === 'Call' ? [node] : []));
    if (own.length === 0 || !isRepeatable(home, context)) continue;
    const same = own.find((node) => passesAll(node, home, (argument, name) => isName(argument, name)));
    if (same) yield { node: same, isSame: true };
    const [first] = own;
    if (first && movesAway(own, home)) yield { node: first, isSame: false };
  }
}

const isName = (node: PyExpression, name: string) => node.nodeType === 'Name' && node.id === name;

/** Parameters that are given by their place; `self` is, for a method. */
function parametersOf(home: Callable, call: PyOf<'Call'>): string[] | undefined {
  const { posonlyargs, args, kwonlyargs, vararg, kwarg } = home.args;
  if (vararg || kwarg) return undefined;
  const names = [...posonlyargs, ...args, ...kwonlyargs].map(({ arg }) => arg);
  return call.func.nodeType === 'Attribute' ? names.slice(1) : names;
}

function passesAll(
  call: PyOf<'Call'>,
  home: Callable,
  fits: (argument: PyExpression, name: string) => boolean,
): boolean {
  const names = parametersOf(home, call);
  if (!names || call.args.length + call.keywords.length !== names.length) return false;
  return names.every((name, index) => {
    const value = call.args[index] ?? call.keywords.find(({ arg }) => arg === name)?.value;
    return value !== undefined && value.nodeType !== 'Starred' && fits(value, name);
  });
}

/** Every self-call adds to a parameter that only ever ends at a lower bound, or takes from one that ends at an upper. */
function movesAway(calls: readonly PyOf<'Call'>[], home: Callable): boolean {
  const tests = nodesIn(home).flatMap((node) =>
    node.nodeType === 'If' || node.nodeType === 'IfExp' ? [node.test] : [],
  );
  const [first] = calls;
  const names = first && parametersOf(home, first);
  if (!names || tests.length === 0) return false;
  return names.some((name, index) => {
    const steps = calls.map((call) => stepOf(call.args[index], name));
    const isUp = steps.every((step) => step !== undefined && step > 0);
    const isDown = steps.every((step) => step !== undefined && step < 0);
    if (!isUp && !isDown) return false;
    return tests.every((test) => endsAt(test, name, isUp ? lowerEnds : upperEnds));
  });
}

const lowerEnds = new Set(['Eq', 'Lt', 'LtE']);
const upperEnds = new Set(['Gt', 'GtE']);

/** `n <= 1` or `n in (0, 1)`: a bound that does not move. */
function endsAt(test: PyExpression, name: string, ends: ReadonlySet<string>): boolean {
  if (test.nodeType !== 'Compare' || test.ops.length !== 1 || !isName(test.left, name)) return false;
  const [op, bound] = [test.ops[0]?.nodeType ?? '', test.comparators[0]];
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
