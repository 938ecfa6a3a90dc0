import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { type Callable, callGraphOf } from './call-graph.ts';
import { movesAway } from './moves-away.ts';
import { parametersOf } from './parameters-of.ts';
import { isRepeatable } from './repeatable.ts';

/** Self-calls whose arguments are no nearer to an end than those of the caller. */
export function* unmovedCalls(context: PythonContext): Generator<{ node: PyOf<'Call'>; isSame: boolean }> {
  const { callsIn } = callGraphOf(context);
  for (const [home, calls] of callsIn) {
    const own = calls.flatMap(({ node, target }) => (target === home && node.nodeType === 'Call' ? [node] : []));
    if (own.length === 0 || !isRepeatable(home, context)) continue;
    const same = own.find((node) => passesAll(node, home, (argument, name) => isName(argument, name)));
    if (same) yield { node: same, isSame: true };
    const [first] = own;
    if (first && movesAway(own, home, context)) yield { node: first, isSame: false };
  }
}

const isName = (node: PyExpression, name: string) => node.nodeType === 'Name' && node.id === name;

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
