import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import { anyNumber, between, exactly, type Interval, onlyValue } from '../../analysis/intervals/interval.ts';
import {
  bitsOf,
  bitsOfPower,
  bitsOfPowerOf,
  bitsOfProduct,
  bitsOfShift,
} from '../../analysis/intervals/number-size.ts';
import { bigint, exactText, nothing, number, textOf, truth, unknown, type Value } from './values.ts';

type BigIntValue = Extract<Value, { kind: 'bigint' }>;

/** The result of a binary operator, as JavaScript computes it. */
export function applyOperator(operator: string, left: Value, right: Value): Value {
  const compared = compare(operator, left, right);
  if (compared !== undefined) return truth(compared);
  if (operator === '+') return plus(left, right);
  if (left.kind === 'bigint' || right.kind === 'bigint') return onBigInts(operator, asBigInt(left), asBigInt(right));
  if (left.kind === 'number' && right.kind === 'number') return number(onNumbers(operator, left.range, right.range));
  return isArithmetic.has(operator) && (left.kind === 'number' || right.kind === 'number')
    ? number(anyNumber)
    : unknown;
}

const isArithmetic = new Set(['-', '*', '/', '%', '**', '<<', '>>', '>>>', '&', '|', '^']);
const comparisons = new Set(['<', '<=', '>', '>=', '===', '!==', '==', '!=']);

function plus(left: Value, right: Value): Value {
  if (left.kind === 'number' && right.kind === 'number') return number(arithmetic.add(left.range, right.range));
  if (left.kind === 'bigint' && right.kind === 'bigint') return onBigInts('+', left, right);
  if (left.kind !== 'text' && right.kind !== 'text') return unknown;
  const [head, tail] = [asText(left), asText(right)];
  if (head.text !== undefined && tail.text !== undefined) return exactText(head.text + tail.text);
  return textOf(arithmetic.add(head.length, tail.length));
}

/** What a value becomes inside a text. */
export function asText(value: Value): Extract<Value, { kind: 'text' }> {
  const only = onlyText(value);
  if (only !== undefined) return { kind: 'text', length: exactly(only.length), text: only };
  if (value.kind === 'text') return value;
  if (value.kind === 'list') return { kind: 'text', length: between(Math.max(0, value.length.atLeast - 1), unbounded) };
  return { kind: 'text', length: between(0, unbounded) };
}

const unbounded = Number.POSITIVE_INFINITY;

function onlyText(value: Value): string | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'truth') return String(value.truth);
  const range = value.kind === 'number' || value.kind === 'bigint' ? onlyValue(value.range) : undefined;
  return range !== undefined && Number.isSafeInteger(range) ? String(range) : undefined;
}

function onNumbers(operator: string, a: Interval, b: Interval): Interval {
  switch (operator) {
    case '-':
      return arithmetic.subtract(a, b);
    case '*':
      return arithmetic.multiply(a, b);
    case '/':
      return arithmetic.divide(a, b);
    case '%':
      return a.atLeast >= 0 ? arithmetic.remainder(a, b) : anyNumber;
    case '**':
      return arithmetic.power(a, b);
    default:
      return onBits(operator, a, b);
  }
}

const signed = between(-(2 ** 31), 2 ** 31 - 1);
const unsigned = between(0, 2 ** 32 - 1);

/** JavaScript shifts and masks 32 bits. */
function onBits(operator: string, a: Interval, b: Interval): Interval {
  const [x, y] = [onlyValue(a), onlyValue(b)];
  if (x !== undefined && y !== undefined) {
    const results: Readonly<Record<string, number>> = {
      '<<': x << y,
      '>>': x >> y,
      '>>>': x >>> y,
      '&': x & y,
      '|': x | y,
      '^': x ^ y,
    };
    return exactly(results[operator] ?? 0);
  }
  if (operator === '>>>') return unsigned;
  if (operator === '&' && b.atLeast >= 0 && b.atMost < 2 ** 31) return between(0, b.atMost);
  const isSmall = a.atLeast >= 0 && a.atMost < 2 ** 31;
  if (operator === '>>' && isSmall) return between(0, a.atMost);
  return operator === '|' && isSmall && y === 0 ? between(Math.floor(a.atLeast), a.atMost) : signed;
}

/** What meets a BigInt in arithmetic is one. */
const asBigInt = (value: Value): BigIntValue =>
  value.kind === 'bigint' ? value : (bigint(anyNumber, between(0, unbounded)) as BigIntValue);

/** An unknown BigInt may be 0 or 1; ordinary ones have at least two bits, and grow when they are raised. */
const ordinaryBits = between(2, unbounded);

function onBigInts(operator: string, a: BigIntValue, b: BigIntValue): Value {
  switch (operator) {
    case '+':
      return bigint(arithmetic.add(a.range, b.range), between(0, Math.max(a.bits.atMost, b.bits.atMost) + 1));
    case '-':
      return bigint(arithmetic.subtract(a.range, b.range), between(0, Math.max(a.bits.atMost, b.bits.atMost) + 1));
    case '*':
      return bigint(arithmetic.multiply(a.range, b.range), bitsOfProduct(a.bits, b.bits));
    case '**':
      return bigint(arithmetic.power(a.range, b.range), raisedBits(a, b));
    case '<<':
      return bigint(
        arithmetic.shiftLeft(a.range, b.range),
        bitsOfShift(a.bits.atLeast > 0 ? a.bits : bitsOf(exactly(1)), b.range),
      );
    case '>>':
      return bigint(arithmetic.shiftRight(a.range, b.range));
    case '/':
      return bigint(arithmetic.divide(a.range, b.range), between(0, a.bits.atMost));
    case '%':
      return bigint(anyNumber, between(0, b.bits.atMost));
    default:
      return bigint(anyNumber, between(0, Math.max(a.bits.atMost, b.bits.atMost)));
  }
}

function raisedBits(base: BigIntValue, { range: exponent }: BigIntValue): Interval {
  const only = onlyValue(base.range);
  if (only !== undefined && Math.abs(only) < 2 ** 53) return bitsOfPowerOf(only, exponent);
  return bitsOfPower(base.bits.atLeast > 1 ? base.bits : ordinaryBits, exponent);
}

/** What a comparison certainly gives; absent when it is open, and for other operators. */
function compare(operator: string, left: Value, right: Value): boolean | undefined {
  if (!comparisons.has(operator)) return undefined;
  const [a, b] = [rangeIn(left), rangeIn(right)];
  if (a && b) return compareRanges(operator, a, b);
  const isEqual = equality(left, right);
  if (isEqual === undefined) return undefined;
  if (operator === '===' || operator === '==') return isEqual;
  return operator === '!==' || operator === '!=' ? !isEqual : undefined;
}

const rangeIn = (value: Value) => (value.kind === 'number' || value.kind === 'bigint' ? value.range : undefined);

function equality(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'text' && right.kind === 'text' && left.text !== undefined && right.text !== undefined)
    return left.text === right.text;
  if (left.kind === 'truth' && right.kind === 'truth') return left.truth === right.truth;
  return left === nothing && right === nothing ? true : undefined;
}

function compareRanges(operator: string, a: Interval, b: Interval): boolean | undefined {
  switch (operator) {
    case '<':
      return isBelow(a, b);
    case '>':
      return isBelow(b, a);
    case '>=':
      return negated(isBelow(a, b));
    case '<=':
      return negated(isBelow(b, a));
    default: {
      const isEqual = isSame(a, b);
      return operator === '===' || operator === '==' ? isEqual : negated(isEqual);
    }
  }
}

const negated = (value: boolean | undefined) => (value === undefined ? undefined : !value);

function isBelow(a: Interval, b: Interval): boolean | undefined {
  if (a.atMost < b.atLeast) return true;
  return a.atLeast >= b.atMost ? false : undefined;
}

function isSame(a: Interval, b: Interval): boolean | undefined {
  if (a.atMost < b.atLeast || b.atMost < a.atLeast) return false;
  return onlyValue(a) !== undefined && onlyValue(a) === onlyValue(b) ? true : undefined;
}
