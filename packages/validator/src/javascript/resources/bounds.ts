import type { Interval } from '../../analysis/intervals/interval.ts';

/**
 * A number in terms of what names held when a turn of a loop began: at least `start(name) + offset` for each entry of
 * `low`, at most that for each of `high`. The empty name stands for zero.
 */
export interface Bounds {
  readonly low: ReadonlyMap<string, number>;
  readonly high: ReadonlyMap<string, number>;
}

const none: ReadonlyMap<string, number> = new Map();
const zero = '';

export const unbounded: Bounds = { low: none, high: none };

export function startOf(key: string): Bounds {
  const only = new Map([[key, 0]]);
  return { low: only, high: only };
}

export function constantBounds({ atLeast, atMost }: Interval): Bounds {
  const end = (value: number) => (Number.isFinite(value) ? new Map([[zero, value]]) : none);
  return { low: end(atLeast), high: end(atMost) };
}

const shiftEnd = (end: Bounds['low'], by: number): Bounds['low'] =>
  Number.isFinite(by) ? new Map([...end].map(([key, offset]) => [key, offset + by])) : none;

export const shift = (bounds: Bounds, by: Interval): Bounds => ({
  low: shiftEnd(bounds.low, by.atLeast),
  high: shiftEnd(bounds.high, by.atMost),
});

/** Either of two: only what both promise. */
export const joinBounds = (a: Bounds, b: Bounds): Bounds =>
  a === b ? a : { low: common(a.low, b.low, Math.min), high: common(a.high, b.high, Math.max) };

function common(a: Bounds['low'], b: Bounds['low'], pick: (x: number, y: number) => number): Bounds['low'] {
  const both = [...a].flatMap(([key, offset]) => {
    const other = b.get(key);
    return other === undefined ? [] : [[key, pick(offset, other)] as const];
  });
  return new Map(both);
}

/** Everything that either promises of one end: what `Math.max` and `Math.min` give. */
function every(a: Bounds['low'], b: Bounds['low'], pick: (x: number, y: number) => number): Bounds['low'] {
  const all = new Map(a);
  for (const [key, offset] of b) all.set(key, pick(offset, all.get(key) ?? offset));
  return all;
}

export const largerBounds = (a: Bounds, b: Bounds): Bounds => ({
  low: every(a.low, b.low, Math.max),
  high: common(a.high, b.high, Math.max),
});

export const smallerBounds = (a: Bounds, b: Bounds): Bounds => ({
  low: common(a.low, b.low, Math.min),
  high: every(a.high, b.high, Math.min),
});

/** What holds however often a step is made again: an end that the step moves outwards is lost. */
export const widen = (before: Bounds, after: Bounds): Bounds => ({
  low: new Map([...before.low].filter(([key, offset]) => (after.low.get(key) ?? Number.NEGATIVE_INFINITY) >= offset)),
  high: new Map(
    [...before.high].filter(([key, offset]) => (after.high.get(key) ?? Number.POSITIVE_INFINITY) <= offset),
  ),
});

export const isSameBounds = (a: Bounds, b: Bounds) => isSameEnd(a.low, b.low) && isSameEnd(a.high, b.high);

const isSameEnd = (a: Bounds['low'], b: Bounds['low']) =>
  a === b || (a.size === b.size && [...a].every(([key, offset]) => b.get(key) === offset));

/** How far the first is certain to lie below the second, at least; negative when it may lie above. */
export function leastGap(below: Bounds, above: Bounds): number {
  const gaps = [...below.high].flatMap(([key, offset]) => {
    const other = above.low.get(key);
    return other === undefined ? [] : [other - offset];
  });
  return Math.max(Number.NEGATIVE_INFINITY, ...gaps);
}

/** By how much a value has changed since the turn began, as an interval; both ends may be open. */
export function changeOf(before: Bounds, after: Bounds): Interval {
  const exact = [...before.low].find(([key, offset]) => before.high.get(key) === offset);
  if (!exact) return { atLeast: Number.NEGATIVE_INFINITY, atMost: Number.POSITIVE_INFINITY };
  const [key, offset] = exact;
  return {
    atLeast: (after.low.get(key) ?? Number.NEGATIVE_INFINITY) - offset,
    atMost: (after.high.get(key) ?? Number.POSITIVE_INFINITY) - offset,
  };
}
