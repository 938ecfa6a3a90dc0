import type { ScriptContext } from '../script-context.ts';

/**
 * Uses of names that all loops of one piece of code look at. Counted, not timed: the same code always gets the same
 * answer. Tools that people write take a few thousand.
 */
const maximumWork = 1_000_000;

const left = new WeakMap<ScriptContext, number>();

/** False when the work is used up, now and ever after: what was asked is then unknown. */
export function spend(context: ScriptContext, work: number): boolean {
  const remaining = (left.get(context) ?? maximumWork) - work;
  left.set(context, remaining);
  return remaining >= 0;
}
