import { between, type Interval, meet, onlyValue } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import type { Place } from './machine.ts';
import { type NumberValue, numberOf, truthOf, type Value } from './value.ts';

/** Whether a condition certainly holds or certainly fails; absent when it can go either way. */
export function decide(test: PyExpression, place: Place): boolean | undefined {
  if (test.nodeType === 'BoolOp') {
    const truths = test.values.map((value) => decide(value, place));
    const decisive = test.op.nodeType === 'Or';
    if (truths.includes(decisive)) return decisive;
    return truths.includes(undefined) ? undefined : !decisive;
  }
  return truthOf(place.machine.evaluate(test, place.env, place.frame));
}

/** A comparison, as a whole: `a < b < c`. */
export function compareValues(node: PyOf<'Compare'>, values: readonly Value[]): boolean | undefined {
  const nodes = [node.left, ...node.comparators];
  const truths = node.ops.map((op, index) => {
    const [left, right] = [values[index], values[index + 1]];
    const same = isSameName(nodes[index], nodes[index + 1]) ? reflexive.get(op.nodeType) : undefined;
    return same ?? (left && right ? compare(op.nodeType, left, right) : undefined);
  });
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** What a comparison of a name with itself gives. A name for not-a-number is the one exception, and no loop's. */
const reflexive = new Map<string, boolean>([
  ['Eq', true],
  ['Is', true],
  ['LtE', true],
  ['GtE', true],
  ['NotEq', false],
  ['IsNot', false],
  ['Lt', false],
  ['Gt', false],
]);

const isSameName = (a: PyExpression | undefined, b: PyExpression | undefined) =>
  a?.nodeType === 'Name' && b?.nodeType === 'Name' && a.id === b.id;

const opposite = new Map([
  ['NotEq', 'Eq'],
  ['IsNot', 'Is'],
  ['GtE', 'Lt'],
  ['LtE', 'Gt'],
  ['NotIn', 'In'],
]);

function compare(op: string, left: Value, right: Value): boolean | undefined {
  if (left.isAssumed || right.isAssumed) return undefined;
  const other = opposite.get(op);
  if (other) {
    const truth = compare(other, left, right);
    return truth === undefined ? undefined : !truth;
  }
  if (op === 'Is' && (left.kind === 'none' || right.kind === 'none')) return isNone(left, right);
  if (op === 'In' && left.kind === 'text' && right.kind === 'text')
    return left.text === undefined ? undefined : right.text?.includes(left.text);
  if (op === 'Eq' && left.kind === 'text' && right.kind === 'text') return sameText(left.text, right.text);
  if (left.kind !== 'number' || right.kind !== 'number') return op === 'Eq' ? differentKinds(left, right) : undefined;
  return compareNumbers(op, left, right);
}

const sameText = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined ? undefined : a === b;
const plainKinds = new Set(['none', 'number', 'text', 'sequence']);

function isNone(left: Value, right: Value): boolean | undefined {
  if (left.kind === right.kind) return true;
  return left.kind === 'unknown' || right.kind === 'unknown' ? undefined : false;
}

function differentKinds(left: Value, right: Value): boolean | undefined {
  return left.kind !== right.kind && plainKinds.has(left.kind) && plainKinds.has(right.kind) ? false : undefined;
}

function compareNumbers(op: string, { value: a, ...left }: NumberValue, { value: b, ...right }: NumberValue) {
  if (op === 'Lt') {
    if (a.atMost < b.atLeast) return true;
    return a.atLeast >= b.atMost ? false : undefined;
  }
  if (op === 'Gt') {
    if (a.atLeast > b.atMost) return true;
    return a.atMost <= b.atLeast ? false : undefined;
  }
  if (op !== 'Eq') return undefined;
  if (!meet(a, b)) return false;
  if (!left.isFloat && isFraction(b)) return false;
  if (!right.isFloat && isFraction(a)) return false;
  const [x, y] = [onlyValue(a), onlyValue(b)];
  // Beyond 2 ** 53 two different whole numbers look the same here.
  return x !== undefined && x === y && Math.abs(x) < 2 ** 53 ? true : undefined;
}

const isFraction = (value: Interval) => onlyValue(value) !== undefined && !Number.isInteger(value.atLeast);

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
