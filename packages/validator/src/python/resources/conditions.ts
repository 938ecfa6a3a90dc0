import { type Interval, meet, onlyValue } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import type { Place } from './machine.ts';
import { type NumberValue, truthOf, type Value } from './value.ts';

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
