import { multiply } from '../../../analysis/intervals/arithmetic.ts';
import { between, exactly, isBounded } from '../../../analysis/intervals/interval.ts';
import { argument, type CallSite } from '../calls.ts';
import { consume } from '../consume.ts';
import { operate } from '../operators.ts';
import { elementOf, elementsOf } from '../sequence-arithmetic.ts';
import { type IteratorValue, numberOf, unknown, type Value } from '../value.ts';

/** `sum(numbers)`: of those that are known, of a range, or of as many as there are of what each is. */
export function sum(site: CallSite): Value | undefined {
  const source = argument(site, 0);
  if (!source) return undefined;
  const count = consume(source, site);
  const start = argument(site, 1, 'start') ?? numberOf(exactly(0));
  const elements = source.kind === 'iterator' && source.isRange ? undefined : elementsOf(source);
  if (elements) return elements.reduce((total, element) => added(total, element, site), start);
  const element = elementOf(source);
  if (element.kind !== 'number' || element.isFloat || !isBounded(count)) return undefined;
  const all = source.kind === 'iterator' && source.isRange ? sumOfRange(source) : multiply(count, element.value);
  const isAssumed = Boolean(source.isAssumed || element.isAssumed);
  return added(start, numberOf(all, { isAssumed }), site);
}

export function sumOfFloats(site: CallSite): undefined {
  const source = argument(site, 0);
  if (source) consume(source, site);
}

const added = (a: Value, b: Value, site: CallSite): Value =>
  a.kind === 'number' && b.kind === 'number' ? operate('Add', a, b, site) : unknown;

/** Whole numbers that are all different, none below the first. */
function sumOfRange({ length, element }: IteratorValue) {
  const range =
    element?.kind === 'number' ? element.value : between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const { atLeast: count } = length;
  return between(count * range.atLeast + (count * (count - 1)) / 2, multiply(length, range).atMost);
}

/** `divmod(a, b)` is `(a // b, a % b)`. */
export function quotients(site: CallSite): Value | undefined {
  const [over, under] = [argument(site, 0), argument(site, 1)];
  if (!over || !under) return undefined;
  const elements = ['FloorDiv', 'Mod'].map((op) => operate(op, over, under, site));
  return { kind: 'sequence', type: 'tuple', length: exactly(2), elements };
}
