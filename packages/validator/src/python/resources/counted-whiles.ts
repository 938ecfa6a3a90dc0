import { onlyValue } from '../../analysis/intervals/interval.ts';
import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';
import type { Place } from './machine.ts';

const directions = new Map([
  ['Lt', 1],
  ['LtE', 1],
  ['Gt', -1],
  ['GtE', -1],
]);

/** Turns that `while i < limit: ... i += step` makes, when all three are known; zero when they are not. */
export function turnsOf(node: PyOf<'While'>, place: Place): number {
  const { test, body } = node;
  if (test.nodeType !== 'Compare' || test.ops.length !== 1 || test.left.nodeType !== 'Name') return 0;
  const name = test.left.id;
  const direction = directions.get(test.ops[0]?.nodeType ?? '');
  const [start, limit] = [exactNumber(test.left, place), exactNumber(test.comparators[0], place)];
  const step = stepOf(name, body, place);
  if (direction === undefined || start === undefined || limit === undefined || step === undefined) return 0;
  const turns = (limit - start) / step;
  return step * direction > 0 && turns > 0 ? turns : 0;
}

function exactNumber(node: PyExpression | undefined, { machine, env, frame }: Place): number | undefined {
  const value = node && machine.evaluate(node, env, frame);
  return value?.kind === 'number' ? onlyValue(value.value) : undefined;
}

/** What every turn adds to a name that nothing else in the loop assigns. */
function stepOf(name: string, body: readonly PyNode[], place: Place): number | undefined {
  const isStep = (node: PyNode): node is PyOf<'AugAssign'> =>
    node.nodeType === 'AugAssign' && node.target.nodeType === 'Name' && node.target.id === name;
  const steps = body.filter(isStep);
  const [only] = steps;
  if (!only || countStores(name, body) > 1) return undefined;
  const by = exactNumber(only.value, place);
  if (by === undefined || (only.op.nodeType !== 'Add' && only.op.nodeType !== 'Sub')) return undefined;
  return only.op.nodeType === 'Add' ? by : -by;
}

export function countStores(name: string, body: readonly PyNode[]): number {
  let count = 0;
  const pending: PyNode[] = [...body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Name' && node.id === name && node.ctx.nodeType !== 'Load') count += 1;
    pending.push(...childrenOf(node));
  }
  return count;
}
