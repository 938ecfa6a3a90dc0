import { add, multiply } from './arithmetic.ts';
import { between, exactly, type Interval, zeroOrMore } from './interval.ts';

/** The size of whole numbers in bits, worked out from the sizes of what they are made of. */

/** A double is exact enough below this; above it a value says only "at least". */
const largestHeld = Number.MAX_VALUE;

/** Bits of the numbers in an interval. */
export function bitsOf({ atLeast, atMost }: Interval): Interval {
  const least = atLeast <= 0 && atMost >= 0 ? 0 : Math.min(Math.abs(atLeast), Math.abs(atMost));
  const most = Math.max(Math.abs(atLeast), Math.abs(atMost));
  return between(bitsOfValue(least), most >= largestHeld ? Number.POSITIVE_INFINITY : bitsOfValue(most));
}

const bitsOfValue = (value: number) => (value < 1 ? 0 : Math.floor(Math.log2(value)) + 1);

/** A product has the bits of both, or one less. */
export const bitsOfProduct = (a: Interval, b: Interval): Interval => {
  const sum = add(a, b);
  return a.atLeast === 0 || b.atLeast === 0 ? between(0, sum.atMost) : between(sum.atLeast - 1, sum.atMost);
};

/** `base ** exponent`, from the bits of the base and the exponent itself. A base below two does not grow. */
export function bitsOfPower(base: Interval, exponent: Interval): Interval {
  if (exponent.atLeast < 0) return zeroOrMore;
  const least = multiply(between(Math.max(0, base.atLeast - 1), base.atMost), exponent);
  const most = multiply(base, exponent);
  return between(least.atLeast, base.atMost <= 1 ? 1 : most.atMost + 1);
}

/** The same, when the base itself is known: `10 ** n` has n times 3.32 bits. */
export function bitsOfPowerOf(base: number, exponent: Interval): Interval {
  const factor = Math.log2(Math.abs(base));
  if (!(factor > 0) || exponent.atLeast < 0) return between(0, Math.abs(base) <= 1 ? 1 : Number.POSITIVE_INFINITY);
  return between(Math.floor(factor * exponent.atLeast), factor * exponent.atMost + 1);
}

export const bitsOfShift = (bits: Interval, by: Interval): Interval =>
  bits.atLeast === 0 ? between(0, bits.atMost + by.atMost) : add(bits, by);

/** What Stirling's formula and rounding to whole bits may be off by. */
const slack = 2;

/** `n!`, by Stirling's formula. */
export function bitsOfFactorial(of: Interval): Interval {
  return between(Math.floor(stirling(of.atLeast)), stirling(of.atMost) + slack);
}

/** Ways to choose `chosen` of `from`; unordered, unless they are permutations. */
export function bitsOfChoices(from: Interval, chosen: Interval, { isOrdered }: { isOrdered: boolean }): Interval {
  const isExact = from.atLeast === from.atMost && chosen.atLeast === chosen.atMost;
  if (isExact) {
    const found = choiceBits(from.atLeast, chosen.atLeast, isOrdered);
    return between(Math.floor(Math.max(0, found - slack)), found + slack);
  }
  const most = choiceBits(from.atMost, Math.min(from.atMost, chosen.atMost), true) + slack;
  return between(0, isOrdered ? most : Math.min(most, from.atMost + 1));
}

function choiceBits(n: number, k: number, isOrdered: boolean): number {
  if (!Number.isFinite(n) || !Number.isFinite(k)) return Number.POSITIVE_INFINITY;
  if (k < 0 || k > n) return 0;
  // Far beyond a million the two terms of Stirling cancel, and n log n is no longer a difference a double can hold.
  const fallingBits = n > 2 ** 40 && k < n / 2 ? k * Math.log2(n - k) : stirling(n) - stirling(n - k);
  return Math.max(0, isOrdered ? fallingBits : fallingBits - stirling(k));
}

/** log2(n!), never above the truth. */
function stirling(n: number): number {
  if (!(n > 1)) return 0;
  if (!Number.isFinite(n)) return n;
  return Math.max(0, n * (Math.log2(n) - Math.LOG2E) + 0.5 * Math.log2(2 * Math.PI * n));
}

/** The number of choices, as a number; `Number.MAX_VALUE` and up as soon as it is too large for a double. */
export function choices(from: Interval, chosen: Interval, how: { isOrdered: boolean }): Interval {
  const [n, k] = [from.atLeast, chosen.atLeast];
  const isExact = n === from.atMost && k === chosen.atMost && Number.isInteger(n) && Number.isInteger(k);
  if (!isExact) return between(0, 2 ** bitsOfChoices(from, chosen, how).atMost);
  if (k < 0 || k > n) return exactly(0);
  const turns = how.isOrdered ? k : Math.min(k, n - k);
  let count = 1;
  for (let turn = 0; turn < turns && count < largestHeld; turn += 1)
    count = (count * (n - turn)) / (how.isOrdered ? 1 : turn + 1);
  return between(count, count);
}

/** `n!` as a number. */
export const factorial = (of: Interval): Interval =>
  of.atLeast === of.atMost
    ? choices(of, of, { isOrdered: true })
    : between(Math.floor(2 ** stirling(of.atLeast)), 2 ** bitsOfFactorial(of).atMost);
