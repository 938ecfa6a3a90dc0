import { onlyValue } from '../../analysis/intervals/interval.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { changeOf } from './bounds.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import type { TestLoop } from './loops.ts';
import { startValue } from './start-value.ts';
import type { Turn } from './turn.ts';

const mostTurns = 10_000;

/** `for (let i = 0; i !== 10; i += 3)`: constant steps that pass the end without meeting it, or move away from it. */
export function skipsItsEnd({ test }: TestLoop, { start, end }: Turn, context: ScriptContext): boolean {
  const node = test && unwrap(test);
  if (node?.type !== 'BinaryExpression' || (node.operator !== '!==' && node.operator !== '!=') || !end) return false;
  const [first, last] = [exact(startValue(node.left as ScriptNode, context)), exact(constant(node.right, context))];
  const key = keyOf(node.left as ScriptNode, context);
  if (first === undefined || last === undefined || key === undefined) return false;
  const { atLeast, atMost } = changeOf(start.get(key), end.get(key));
  if (atLeast !== atMost) return false;
  return !meets(first, last, atLeast);
}

/** Runs the counter itself: steps such as 0.1 meet or miss their end by rounding. */
function meets(first: number, last: number, step: number): boolean {
  if (first === last) return true;
  if (step === 0 || last > first !== step > 0) return false;
  let value = first;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    value += step;
    if (value === last) return true;
    if (value > last === step > 0) return false;
  }
  return true;
}

const constant = (node: ScriptNode, context: ScriptContext) => resourcesOf(context).valueAt(node, 'always');
const exact = (value: ReturnType<typeof constant>) =>
  value.kind === 'number' || value.kind === 'bigint' ? onlyValue(value.range) : undefined;
