import { type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { countTurns, noteTurns } from './limits.ts';
import type { Site } from './operators.ts';
import { type IteratorValue, lengthOf, type Value } from './value.ts';

/** Everything that an iterable gives is taken: notes when that never ends or takes too long. Gives how many there are. */
export function consume(value: Value, site: Site, { isLeftEarly = false } = {}): Interval {
  if (value.kind !== 'iterator') return lengthOf(value) ?? zeroOrMore;
  if (value.isEndless && !isLeftEarly) {
    site.machine.note({
      kind: 'endless-iterator',
      node: site.node,
      amount: Number.POSITIVE_INFINITY,
      what: 'iterator',
    });
    return zeroOrMore;
  }
  noteWork(value, site, isLeftEarly);
  return value.length;
}

/** The work of taking everything, noted; true when it is too much. */
export function noteWork(value: IteratorValue, site: Site, isLeftEarly = false): boolean {
  countTurns(value.work, site.machine);
  const kind = value.isCombinatoric ? 'combinatorics' : 'steps';
  return noteTurns(value.work.atLeast, site, { kind, what: 'iteration', isLeftEarly });
}

/** Consumed by something that stops at the first fitting element: endless when no element can fit. */
export function search(value: Value, site: Site, neverStops: boolean): void {
  consume(value, site, { isLeftEarly: !neverStops });
}
