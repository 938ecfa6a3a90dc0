/**
 * The numbers a value can be, as far as that is known. An end that is infinite is unknown; a number too large for a
 * double is `Number.MAX_VALUE` as a lower end ("at least this") and infinite as an upper one.
 */
export interface Interval {
  readonly atLeast: number;
  readonly atMost: number;
}

export const anyNumber: Interval = between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
export const zeroOrMore: Interval = between(0, Number.POSITIVE_INFINITY);

export function between(atLeast: number, atMost: number): Interval {
  return { atLeast: lowerEnd(atLeast), atMost: upperEnd(atMost) };
}

export const exactly = (value: number): Interval => between(value, value);
export const atLeast = (value: number): Interval => between(value, Number.POSITIVE_INFINITY);

/** The one number it can be; absent when there are several, or when it was too large to be held. */
export function onlyValue(interval: Interval): number | undefined {
  return interval.atLeast === interval.atMost ? interval.atLeast : undefined;
}

export const isBounded = ({ atLeast: low, atMost: high }: Interval) => Number.isFinite(low) && Number.isFinite(high);
export const contains = ({ atLeast: low, atMost: high }: Interval, value: number) => low <= value && value <= high;

/** Either of two: what a name holds after two branches. */
export function join(a: Interval, b: Interval): Interval {
  return { atLeast: Math.min(a.atLeast, b.atLeast), atMost: Math.max(a.atMost, b.atMost) };
}

/** Both at once; absent when nothing is both. */
export function meet(a: Interval, b: Interval): Interval | undefined {
  const both = { atLeast: Math.max(a.atLeast, b.atLeast), atMost: Math.min(a.atMost, b.atMost) };
  return both.atLeast > both.atMost ? undefined : both;
}

/** The least of two, as `min(a, b)` gives it. */
export function smaller(a: Interval, b: Interval): Interval {
  return { atLeast: Math.min(a.atLeast, b.atLeast), atMost: Math.min(a.atMost, b.atMost) };
}

/** The greatest of two, as `max(a, b)` gives it. */
export function larger(a: Interval, b: Interval): Interval {
  return { atLeast: Math.max(a.atLeast, b.atLeast), atMost: Math.max(a.atMost, b.atMost) };
}

/** Beyond a double, and what came of infinity minus infinity: as much as is certain. */
function lowerEnd(value: number): number {
  if (Number.isNaN(value)) return Number.NEGATIVE_INFINITY;
  return value === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : value;
}

function upperEnd(value: number): number {
  if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
  return value === Number.NEGATIVE_INFINITY ? -Number.MAX_VALUE : value;
}
