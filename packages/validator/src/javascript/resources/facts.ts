import type { ScriptContext } from '../script-context.ts';
import { createEvaluator, type Evaluator, type ValueAt } from './evaluate.ts';
import { findFunctions, type OwnFunctions } from './functions.ts';

/** What the rules on resources share; worked out once for a piece of code. */
export interface ResourceFacts {
  readonly functions: OwnFunctions;
  readonly evaluator: Evaluator;
  readonly valueAt: ValueAt;
}

const known = new WeakMap<ScriptContext, ResourceFacts>();

export function resourcesOf(context: ScriptContext): ResourceFacts {
  const found = known.get(context);
  if (found) return found;
  const functions = findFunctions(context);
  const evaluator = createEvaluator(context, functions);
  const facts = { functions, evaluator, valueAt: evaluator.valueAt };
  known.set(context, facts);
  return facts;
}
