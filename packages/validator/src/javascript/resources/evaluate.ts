import type { Variable } from '@typescript-eslint/scope-manager';
import { type FunctionNode, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { valueOfExpression } from './expression-values.ts';
import type { OwnFunctions } from './functions.ts';
import { unknown, type Value } from './values.ts';

/**
 * `always`: what holds in every run. `ordinary`: of several constants that code can reach, such as defaults, branches
 * and the arguments of its own calls, the one that costs most.
 */
export type Mode = 'always' | 'ordinary';

/** Where an expression is evaluated. */
export interface Frame {
  readonly mode: Mode;
  /** Values of variables that this frame knows better than the code around it, such as arguments. */
  readonly known?: ReadonlyMap<Variable, Value>;
  readonly depth: number;
  /** Own functions whose results are being worked out. */
  readonly calls?: readonly FunctionNode[];
}

export interface Evaluator {
  readonly context: ScriptContext;
  readonly functions: OwnFunctions;
  value(node: ScriptNode, frame: Frame): Value;
  /** Variables whose values are being worked out, so that those which need each other come to an end. */
  readonly open: Set<Variable>;
  /** Values of variables that are the same wherever they are read. */
  readonly settled: Readonly<Record<Mode, Map<Variable, Value>>>;
  /** How often such a variable was met again: what came of it holds only there. */
  meetings: number;
}

export type ValueAt = (node: ScriptNode, mode?: Mode) => Value;

const deepest = 60;
/** Evaluations that are not kept, because arguments differ from call to call. */
const mostUnkept = 3_000;

/** Follows constants through names, calls and operators, without running anything. */
export function createEvaluator(context: ScriptContext, functions: OwnFunctions): Evaluator & { valueAt: ValueAt } {
  const kept = { always: new Map<ScriptNode, Value>(), ordinary: new Map<ScriptNode, Value>() };
  let unkept = 0;
  const evaluator: Evaluator = {
    context,
    functions,
    open: new Set(),
    settled: { always: new Map(), ordinary: new Map() },
    meetings: 0,
    value(node, frame) {
      if (frame.depth > deepest) return unknown;
      const inner = { ...frame, depth: frame.depth + 1 };
      const memory = frame.known ? undefined : kept[frame.mode];
      const found = memory?.get(node);
      if (found) return found;
      if (frame.known || evaluator.open.size > 0) unkept += 1;
      if (unkept > mostUnkept && !memory) return unknown;
      const before = evaluator.meetings;
      const value = valueOfExpression(unwrap(node), inner, evaluator);
      if (before === evaluator.meetings || unkept > mostUnkept) memory?.set(node, value);
      return value;
    },
  };
  return Object.assign(evaluator, {
    valueAt: (node: ScriptNode, mode: Mode = 'ordinary') => evaluator.value(node, { mode, depth: 0 }),
  });
}
