import { between, type Interval, meet } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import type { Place } from './machine.ts';
import { type NumberValue, numberOf } from './value.ts';

const mirrored = new Map([
  ['Lt', 'Gt'],
  ['Gt', 'Lt'],
  ['LtE', 'GtE'],
  ['GtE', 'LtE'],
  ['Eq', 'Eq'],
  ['NotEq', 'NotEq'],
]);
const negated = new Map([
  ['Lt', 'GtE'],
  ['Gt', 'LtE'],
  ['LtE', 'Gt'],
  ['GtE', 'Lt'],
  ['Eq', 'NotEq'],
  ['NotEq', 'Eq'],
]);

/** Narrows what is known of names to what a condition leaves. */
export function refine(test: PyExpression, truth: boolean, place: Place): void {
  if (test.nodeType === 'UnaryOp' && test.op.nodeType === 'Not') refine(test.operand, !truth, place);
  else if (test.nodeType === 'BoolOp') {
    if ((test.op.nodeType === 'And') === truth) for (const value of test.values) refine(value, truth, place);
  } else if (test.nodeType === 'Name' || test.nodeType === 'Attribute') refineTruth(test, truth, place);
  else if (test.nodeType === 'NamedExpr') refine(test.target, truth, place);
  else if (test.nodeType === 'Compare' && (truth || test.ops.length === 1)) refineComparison(test, truth, place);
}

function refineComparison(test: PyOf<'Compare'>, truth: boolean, place: Place): void {
  const nodes = [test.left, ...test.comparators];
  test.ops.forEach(({ nodeType }, index) => {
    const op = truth ? nodeType : negated.get(nodeType);
    const [left, right] = [nodes[index], nodes[index + 1]];
    if (op === undefined || !left || !right) return;
    narrow(left, op, right, place);
    const back = mirrored.get(op);
    if (back) narrow(right, back, left, place);
  });
}

/** The key under which the environment holds a name, an attribute, or the length of either. */
function keyOf(node: PyExpression): string | undefined {
  if (node.nodeType === 'Name') return node.id;
  return node.nodeType === 'Attribute' && node.value.nodeType === 'Name' ? `${node.value.id}.${node.attr}` : undefined;
}

function refineTruth(node: PyExpression, truth: boolean, { env }: Place): void {
  const key = keyOf(node);
  const value = key === undefined ? undefined : env.get(key);
  if (key === undefined || !value || value.isAssumed) return;
  if (value.kind !== 'sequence' && value.kind !== 'text') return;
  const length = meet(value.length, truth ? between(1, Number.POSITIVE_INFINITY) : between(0, 0));
  if (length) env.narrow(key, { ...value, length });
}

function narrow(node: PyExpression, op: string, bound: PyExpression, place: Place): void {
  const { env, frame, machine } = place;
  const limit = machine.evaluate(bound, env, frame);
  if (limit.kind !== 'number') return;
  if (node.nodeType === 'Call') narrowLength(node, op, limit, place);
  const key = keyOf(node);
  if (key === undefined) return;
  const value = env.get(key) ?? machine.evaluate(node, env, frame);
  if (value.kind !== 'number' && value.kind !== 'unknown') return;
  const known = value.kind === 'number' ? value.value : between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const isWhole = value.kind === 'number' && !value.isFloat && !limit.isFloat;
  const allowed = sideOf(op, limit.value, isWhole);
  if (!allowed || limit.isAssumed) return;
  const both = meet(known, allowed);
  const isFloat = value.kind === 'number' ? value.isFloat : limit.isFloat;
  // A default that the condition rules out is not the value here: only the condition is.
  if (!both) env.narrow(key, numberOf(allowed, { isFloat }));
  else if (value.kind === 'unknown') env.narrow(key, numberOf(both, { isFloat: true }));
  else
    env.narrow(key, { ...value, value: both, bits: meet(value.bits, numberOf(both, { isFloat }).bits) ?? value.bits });
}

function narrowLength(node: PyOf<'Call'>, op: string, limit: NumberValue, { env, machine }: Place): void {
  const [first] = node.args;
  if (!first || machine.context.paths.originOf(node.func) !== 'builtins.len') return;
  const key = keyOf(first);
  const value = key === undefined ? undefined : env.get(key);
  const allowed = sideOf(op, limit.value, true);
  if (key === undefined || !allowed || (value?.kind !== 'sequence' && value?.kind !== 'text')) return;
  const length = meet(value.length, allowed);
  if (length) env.narrow(key, { ...value, length });
}

function sideOf(op: string, { atLeast, atMost }: Interval, isWhole: boolean): Interval | undefined {
  const step = isWhole ? 1 : 0;
  switch (op) {
    case 'Lt':
      return between(Number.NEGATIVE_INFINITY, atMost - step);
    case 'LtE':
      return between(Number.NEGATIVE_INFINITY, atMost);
    case 'Gt':
      return between(atLeast + step, Number.POSITIVE_INFINITY);
    case 'GtE':
      return between(atLeast, Number.POSITIVE_INFINITY);
    case 'Eq':
      return between(atLeast, atMost);
    default:
      return undefined;
  }
}
