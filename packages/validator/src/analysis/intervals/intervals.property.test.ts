import fc from 'fast-check';
import * as arithmetic from './arithmetic.ts';
import { between, contains, exactly, type Interval, join, larger, meet, smaller } from './interval.ts';
import * as size from './number-size.ts';

const numbers = fc.integer({ min: -1_000, max: 1_000 });
const counts = fc.integer({ min: 0, max: 60 });

/** An interval and a number in it. */
const members = (from: fc.Arbitrary<number>) =>
  fc.tuple(from, from, from).map((values) => {
    const [low = 0, value = 0, high = 0] = values.toSorted((a, b) => a - b);
    return { interval: between(low, high), value };
  });

const operations: [string, (a: Interval, b: Interval) => Interval, (x: number, y: number) => number][] = [
  ['add', arithmetic.add, (x, y) => x + y],
  ['subtract', arithmetic.subtract, (x, y) => x - y],
  ['multiply', arithmetic.multiply, (x, y) => x * y],
  ['floorDivide', arithmetic.floorDivide, (x, y) => Math.floor(x / y)],
  ['remainder', arithmetic.remainder, (x, y) => ((x % y) + y) % y],
  ['power', arithmetic.power, (x, y) => x ** y],
  ['smaller', smaller, Math.min],
  ['larger', larger, Math.max],
  ['join', join, (x) => x],
];

const factorialOf = (n: number): bigint => (n <= 1 ? 1n : BigInt(n) * factorialOf(n - 1));
const choicesOf = (n: number, k: number) => (k > n ? 0n : factorialOf(n) / (factorialOf(k) * factorialOf(n - k)));
const bits = (value: bigint) => (value === 0n ? 0 : value.toString(2).length);

describe('arithmetic on intervals', () => {
  it.each(operations)('%s holds every result of numbers inside', (_name, onIntervals, onNumbers) => {
    fc.assert(
      fc.property(members(numbers), members(numbers), (a, b) => {
        const result = onNumbers(a.value, b.value);
        fc.pre(Number.isFinite(result));
        expect(contains(onIntervals(a.interval, b.interval), result)).toBe(true);
      }),
    );
  });

  it('meets in exactly what both hold', () => {
    fc.assert(
      fc.property(members(numbers), members(numbers), numbers, (a, b, value) => {
        const both = meet(a.interval, b.interval);
        expect(both !== undefined && contains(both, value)).toBe(
          contains(a.interval, value) && contains(b.interval, value),
        );
      }),
    );
  });

  it('counts the turns of a range', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 1, max: 20 }), fc.boolean(), (start, stop, size, isUp) => {
        const step = isUp ? size : -size;
        let turns = 0;
        for (let at = start; isUp ? at < stop : at > stop; at += step) turns += 1;
        expect(arithmetic.countOfRange(exactly(start), exactly(stop), exactly(step))).toEqual(exactly(turns));
      }),
    );
  });
});

describe('the size of numbers', () => {
  it('holds the bits of factorials, powers, shifts and choices', () => {
    fc.assert(
      fc.property(members(counts), members(counts), ({ interval: a, value: n }, { interval: b, value: k }) => {
        expect(contains(size.bitsOfFactorial(a), bits(factorialOf(n)))).toBe(true);
        expect(contains(size.bitsOfChoices(a, b, { isOrdered: false }), bits(choicesOf(n, k)))).toBe(true);
        expect(contains(size.bitsOfPower(size.bitsOf(a), b), bits(BigInt(n) ** BigInt(k)))).toBe(true);
        expect(contains(size.bitsOfPowerOf(n, b), bits(BigInt(n) ** BigInt(k)))).toBe(true);
        expect(contains(size.bitsOfShift(size.bitsOf(a), b), bits(BigInt(n) << BigInt(k)))).toBe(true);
        expect(contains(size.bitsOfProduct(size.bitsOf(a), size.bitsOf(b)), bits(BigInt(n * k)))).toBe(true);
      }),
    );
  });

  it('never computes the number: a tower is as quick as a sum', () => {
    const nine = exactly(9);
    const tower = size.bitsOfPowerOf(9, arithmetic.power(nine, arithmetic.power(nine, arithmetic.power(nine, nine))));

    expect(tower.atLeast).toBeGreaterThan(1e300);
    expect(size.bitsOfFactorial(exactly(10 ** 12)).atLeast).toBeGreaterThan(3.8e13);
    expect(size.bitsOfChoices(exactly(10 ** 9), exactly(5 * 10 ** 8), { isOrdered: false }).atLeast).toBeGreaterThan(
      9e8,
    );
  });
});
