import type { PyOf } from '../tree.ts';
import type { Callable } from './call-graph.ts';

/** Parameters that are given by their place; `self` is, for a method. */
export function parametersOf(home: Callable, call: PyOf<'Call'>): string[] | undefined {
  const { posonlyargs, args, kwonlyargs, vararg, kwarg } = home.args;
  if (vararg || kwarg) return undefined;
  const names = [...posonlyargs, ...args, ...kwonlyargs].map(({ arg }) => arg);
  return call.func.nodeType === 'Attribute' ? names.slice(1) : names;
}
