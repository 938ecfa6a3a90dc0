import type { Variable } from '@typescript-eslint/scope-manager';
import { assignmentsTo } from '../assignments.ts';
import type { FunctionNode } from '../expressions.ts';
import type { ScriptNode } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import type { CallNode } from './functions.ts';
import { returnsOf } from './returns.ts';
import { costliest, either, nothing, unknown, type Value } from './values.ts';

export const argumentsOf = ({ arguments: args }: CallNode, frame: Frame, evaluator: Evaluator): Value[] =>
  args.map((argument) => (argument.type === 'SpreadElement' ? unknown : evaluator.value(argument, frame)));

/** Calls inside calls that are followed; a function inside itself is not. */
const mostCalls = 4;

/** The result of a function of the code's own, with these arguments. */
export function valueOfOwn(own: FunctionNode, args: readonly Value[], frame: Frame, evaluator: Evaluator): Value {
  const calls = frame.calls ?? [];
  if (calls.length >= mostCalls || calls.includes(own) || own.generator) return unknown;
  const results = returnsOf(own, evaluator.context);
  if (results.length > mostResults) return unknown;
  const known = new Map(frame.known);
  for (const [index, parameter] of own.params.entries()) bind(parameter, args[index], known, evaluator);
  const inside: Frame = { mode: frame.mode, depth: frame.depth + 1, known, calls: [...calls, own] };
  const values = results.map((result) => (result ? evaluator.value(result, inside) : nothing));
  const [first, ...others] = values;
  if (!first) return nothing;
  return frame.mode === 'ordinary' ? costliest(values) : others.reduce(either, first);
}

const mostResults = 6;

function bind(parameter: ScriptNode, value: Value | undefined, known: Map<Variable, Value>, { context }: Evaluator) {
  if (parameter.type !== 'Identifier' || !value) return;
  const variable = context.scopes.namedBy(parameter);
  const isConstant = variable && assignmentsTo(variable).length === 0;
  if (variable && isConstant) known.set(variable, value);
}
