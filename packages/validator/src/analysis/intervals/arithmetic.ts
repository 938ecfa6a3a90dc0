import { anyNumber, between, type Interval, onlyValue } from './interval.ts';

/** Arithmetic on intervals. Nothing big is ever computed: what passes a double stays "at least the largest double". */
export const add = (a: Interval, b: Interval): Interval => between(a.atLeast + b.atLeast, a.atMost + b.atMost);
export const negate = (a: Interval): Interval => between(-a.atMost, -a.atLeast);
export const subtract = (a: Interval, b: Interval): Interval => add(a, negate(b));
export const multiply = (a: Interval, b: Interval): Interval => overEnds(a, b, product);

/** True division; unknown when the divisor can be zero. */
export function divide(a: Interval, b: Interval): Interval {
  return b.atLeast > 0 || b.atMost < 0 ? overEnds(a, b, quotient) : anyNumber;
}

export function floorDivide(a: Interval, b: Interval): Interval {
  return overEnds1(divide(a, b), Math.floor);
}

/** Python's remainder, which has the sign of the divisor; unknown when that can be zero or below. */
export function remainder(a: Interval, b: Interval): Interval {
  if (b.atLeast <= 0) return anyNumber;
  if (a.atLeast >= 0 && a.atMost < b.atLeast) return a;
  const [value, divisor] = [onlyValue(a), onlyValue(b)];
  if (value !== undefined && divisor !== undefined) {
    const exact = ((value % divisor) + divisor) % divisor;
    return between(exact, exact);
  }
  return between(0, b.atMost);
}

/** `a ** b`; unknown for a base that can be negative, unless both are known. */
export function power(a: Interval, b: Interval): Interval {
  const [base, exponent] = [onlyValue(a), onlyValue(b)];
  if (base !== undefined && exponent !== undefined) return between(base ** exponent, base ** exponent);
  if (a.atLeast >= 1) return overEnds(a, b, raise);
  return a.atLeast >= 0 && b.atLeast >= 0 ? between(0, a.atMost <= 1 ? 1 : a.atMost ** b.atMost) : anyNumber;
}

export const shiftLeft = (a: Interval, by: Interval): Interval =>
  by.atLeast < 0 ? anyNumber : multiply(a, power(between(2, 2), by));

export const shiftRight = (a: Interval, by: Interval): Interval =>
  by.atLeast < 0 ? anyNumber : floorDivide(a, power(between(2, 2), by));

export function absolute(a: Interval): Interval {
  if (a.atLeast >= 0) return a;
  return a.atMost <= 0 ? negate(a) : between(0, Math.max(-a.atLeast, a.atMost));
}

export const floor = (a: Interval): Interval => overEnds1(a, Math.floor);
export const ceiling = (a: Interval): Interval => overEnds1(a, Math.ceil);
export const truncate = (a: Interval): Interval => overEnds1(a, Math.trunc);

/** How many numbers `range(start, stop, step)` gives; unknown when the step can be zero. */
export function countOfRange(start: Interval, stop: Interval, step: Interval): Interval {
  const isUp = step.atLeast > 0;
  if (!isUp && step.atMost >= 0) return between(0, Number.POSITIVE_INFINITY);
  const distance = isUp ? subtract(stop, start) : subtract(start, stop);
  const count = ceiling(divide(distance, isUp ? step : negate(step)));
  return between(Math.max(0, count.atLeast), Math.max(0, count.atMost));
}

/** For functions that grow or fall in each argument: the extremes stand at the ends. */
function overEnds(a: Interval, b: Interval, apply: (x: number, y: number) => number): Interval {
  const values = [
    apply(a.atLeast, b.atLeast),
    apply(a.atLeast, b.atMost),
    apply(a.atMost, b.atLeast),
    apply(a.atMost, b.atMost),
  ];
  return between(Math.min(...values), Math.max(...values));
}

const overEnds1 = (a: Interval, apply: (x: number) => number): Interval => between(apply(a.atLeast), apply(a.atMost));

/** Zero times anything is zero, also times what is unknown. */
const product = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y);
const quotient = (x: number, y: number) => (Number.isFinite(y) ? x / y : 0);
const raise = (x: number, y: number) => (y === 0 || x === 1 ? 1 : x ** y);
