import {
  absolute,
  add,
  divide,
  floorDivide,
  multiply,
  negate,
  power,
  remainder,
  shiftLeft,
  shiftRight,
  subtract,
} from '../../analysis/intervals/arithmetic.ts';
import {
  anyNumber,
  atLeast,
  between,
  exactly,
  type Interval,
  onlyValue,
  zeroOrMore,
} from '../../analysis/intervals/interval.ts';
import {
  bitsOf,
  bitsOfPower,
  bitsOfPowerOf,
  bitsOfProduct,
  bitsOfShift,
} from '../../analysis/intervals/number-size.ts';
import { type NumberValue, numberOf, unknown, type Value } from './value.ts';

/** `left op right` for numbers of Python: whole ones have no end, floats stay 64 bits. */
export function calculate(op: string, left: NumberValue, right: NumberValue): Value {
  const isFloat = left.isFloat || right.isFloat || op === 'Div';
  const value = rangeOf(op, left.value, right.value);
  if (!value) return unknown;
  const isAssumed = Boolean(left.isAssumed || right.isAssumed);
  if (isFloat) return numberOf(value, { isFloat, isAssumed });
  const size = sizeOf(op, left, right);
  const bits = Number.isFinite(value.atMost) && Number.isFinite(value.atLeast) ? bitsOf(value) : size;
  return { kind: 'number', value, isFloat, isAssumed, bits: atLeastBits(bits, value) };
}

/** What the value says about the size and what the operation says: the tighter of the two. */
function atLeastBits(bits: Interval, value: Interval): Interval {
  const known = bitsOf(value);
  return between(Math.max(bits.atLeast, known.atLeast), Math.max(bits.atMost, known.atLeast));
}

function rangeOf(op: string, a: Interval, b: Interval): Interval | undefined {
  switch (op) {
    case 'Add':
      return add(a, b);
    case 'Sub':
      return subtract(a, b);
    case 'Mult':
      return multiply(a, b);
    case 'Div':
      return divide(a, b);
    case 'FloorDiv':
      return floorDivide(a, b);
    case 'Mod':
      return remainder(a, b);
    case 'Pow':
      return power(a, b);
    case 'LShift':
      return shiftLeft(a, b);
    case 'RShift':
      return shiftRight(a, b);
    default:
      return bitwise(op, a, b);
  }
}

/** On small known numbers as they are; else no more than is certain. */
function bitwise(op: string, a: Interval, b: Interval): Interval | undefined {
  const [x, y] = [onlyValue(a), onlyValue(b)];
  const isSmall = x !== undefined && y !== undefined && Math.abs(x) < 2 ** 31 && Math.abs(y) < 2 ** 31;
  const isNatural = a.atLeast >= 0 && b.atLeast >= 0;
  if (op === 'BitAnd') {
    if (isSmall) return exactly(x & y);
    return isNatural ? between(0, Math.min(a.atMost, b.atMost)) : anyNumber;
  }
  if (op === 'BitOr') {
    if (isSmall) return exactly(x | y);
    return isNatural ? between(Math.max(a.atLeast, b.atLeast), a.atMost + b.atMost) : anyNumber;
  }
  if (op === 'BitXor') {
    if (isSmall) return exactly(x ^ y);
    return isNatural ? between(0, a.atMost + b.atMost) : anyNumber;
  }
  return undefined;
}

function sizeOf(op: string, left: NumberValue, right: NumberValue): Interval {
  const [a, b] = [left.bits, right.bits];
  switch (op) {
    case 'Mult':
      return bitsOfProduct(a, b);
    case 'Pow': {
      const base = onlyValue(left.value);
      const isExact = base !== undefined && Number.isInteger(base);
      return isExact ? bitsOfPowerOf(base, right.value) : bitsOfPower(a, right.value);
    }
    case 'LShift':
      return bitsOfShift(a, right.value);
    case 'Add':
    case 'BitOr': {
      const isNatural = left.value.atLeast >= 0 && right.value.atLeast >= 0;
      return between(isNatural ? Math.max(a.atLeast, b.atLeast) : 0, Math.max(a.atMost, b.atMost) + 1);
    }
    default:
      return between(0, Math.max(a.atMost, b.atMost) + 1);
  }
}

export function negative(value: NumberValue): NumberValue {
  return { ...value, value: negate(value.value) };
}

export function magnitude(value: NumberValue): NumberValue {
  return { ...value, value: absolute(value.value) };
}

/** A whole number whose value is of no use any more, only its size. */
export const numberOfBits = (bits: Interval): NumberValue => ({
  kind: 'number',
  bits,
  value: bits.atLeast > 1_000 ? atLeast(Number.MAX_VALUE) : zeroOrMore,
  isFloat: false,
});
