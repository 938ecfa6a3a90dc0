import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyNode, PyOf } from '../tree.ts';
import { type Callable, callGraphOf } from './call-graph.ts';
import { componentsOf } from './components.ts';

/**
 * Functions that call themselves several times with parameters lowered by constants, remember no results, and are
 * called with constants for which that makes more calls than the policy allows.
 */
export function* explodingCalls(context: PythonContext): Generator<{ node: PyOf<'Call'>; calls: number }> {
  const graph = callGraphOf(context);
  for (const component of componentsOf(graph)) {
    const [home] = component;
    if (!home || component.length > 1 || home.nodeType === 'Lambda' || remembers(home, context)) continue;
    const own = (graph.callsIn.get(home) ?? []).flatMap(({ node, target }) =>
      target === home && node.nodeType === 'Call' && isSure(node, context) ? [node] : [],
    );
    const [first] = own;
    const size = own.length > 1 ? smallestStart(home, own, context) : undefined;
    if (!first || size === undefined || own.some((call) => branchOf(call, context) !== branchOf(first, context)))
      continue;
    const steps = own.map((call) => Math.max(0, ...loweredIn(call, home).map(({ by }) => by)));
    if (steps.some((step) => step <= 0)) continue;
    const calls = growth(steps) ** size;
    if (calls > context.policy.limits.loopSteps) yield { node: first, calls };
  }
}

/** Not in a statement of its own condition. */
function isSure(call: PyOf<'Call'>, { tree }: PythonContext): boolean {
  let at = tree.parentOf(call);
  while (at && passing.has(at.nodeType)) at = tree.parentOf(at);
  return at?.nodeType === 'Return' || at?.nodeType === 'FunctionDef';
}

const passing = new Set(['BinOp', 'Call', 'Assign', 'UnaryOp', 'IfExp']);

/** The side of `a if test else b` that a call stands on: only calls on the same side are all made. */
function branchOf(call: PyOf<'Call'>, { tree }: PythonContext): PyNode | undefined {
  let child: PyNode = call;
  for (let at = tree.parentOf(call); at && passing.has(at.nodeType); at = tree.parentOf(at)) {
    if (at.nodeType === 'IfExp') return child;
    child = at;
  }
  return undefined;
}

/** A cache, or anything that is written to a collection. */
function remembers(home: Exclude<Callable, PyOf<'Lambda'>>, { tree }: PythonContext): boolean {
  if (home.decorator_list.length > 0) return true;
  const inside = (node: PyOf<'Subscript'>) =>
    (node.lineno ?? 0) >= (home.lineno ?? 0) && (node.lineno ?? 0) <= (home.end_lineno ?? 0);
  return tree.nodesOf('Subscript').some((node) => node.ctx.nodeType === 'Store' && inside(node));
}

interface Lowered {
  readonly index: number;
  readonly by: number;
}

/** Parameters that a call passes on lowered by a constant. */
function loweredIn(call: PyOf<'Call'>, home: Callable): Lowered[] {
  const names = [...home.args.posonlyargs, ...home.args.args].map(({ arg }) => arg);
  return call.args.flatMap((argument, index) => {
    if (argument.nodeType !== 'BinOp' || argument.op.nodeType !== 'Sub' || argument.right.nodeType !== 'Constant')
      return [];
    const isOwn = argument.left.nodeType === 'Name' && argument.left.id === names[index];
    const { value } = argument.right as { value: unknown };
    return isOwn && typeof value === 'number' ? [{ index, by: value }] : [];
  });
}

/** The least constant that any lowered parameter starts from, over the calls from outside. */
function smallestStart(home: Callable, own: readonly PyOf<'Call'>[], context: PythonContext): number | undefined {
  const lowered = new Set(own.flatMap((call) => loweredIn(call, home).map(({ index }) => index)));
  if (lowered.size === 0) return undefined;
  const { callsIn } = callGraphOf(context);
  const outside = [...callsIn].flatMap(([from, calls]) =>
    calls.flatMap(({ node, target }) => (target === home && from !== home && node.nodeType === 'Call' ? [node] : [])),
  );
  const starts = outside.flatMap((call) => {
    const values = [...lowered].map((index) => constantOf(call.args[index] ?? defaultOf(home, index), context));
    return values.some((value) => value === undefined) ? [] : [Math.min(...(values as number[]))];
  });
  return starts.length === 0 ? undefined : Math.max(...starts);
}

function defaultOf({ args: { posonlyargs, args, defaults } }: Callable, index: number): PyExpression | undefined {
  return defaults[index - (posonlyargs.length + args.length - defaults.length)];
}

function constantOf(node: PyExpression | undefined, { scopes }: PythonContext): number | undefined {
  if (node?.nodeType === 'Constant') return typeof node.value === 'number' ? node.value : undefined;
  if (node?.nodeType !== 'Name') return undefined;
  const bindings = scopes.bindingsOf(node) ?? [];
  const [binding] = bindings;
  return bindings.length === 1 && binding?.value?.nodeType === 'Constant'
    ? constantOf(binding.value, { scopes } as PythonContext)
    : undefined;
}

/** The base of the growth: the root of 1 = sum of x ** -step. */
function growth(steps: readonly number[]): number {
  let [low, high] = [1, steps.length];
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    const sum = steps.reduce((total, step) => total + middle ** -step, 0);
    if (sum > 1) low = middle;
    else high = middle;
  }
  return low;
}
