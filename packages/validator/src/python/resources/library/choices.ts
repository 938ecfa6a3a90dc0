import { add, multiply, subtract } from '../../../analysis/intervals/arithmetic.ts';
import {
  between,
  exactly,
  type Interval,
  larger,
  onlyValue,
  zeroOrMore,
} from '../../../analysis/intervals/interval.ts';
import { choices } from '../../../analysis/intervals/number-size.ts';
import { argument } from '../calls.ts';
import { consume } from '../consume.ts';
import { iteratorOf, lengthOf, sequenceOf, unknown, type Value } from '../value.ts';
import type { LibraryCall } from './index.ts';

const sizeOf = (value: Value): Interval => lengthOf(value) ?? zeroOrMore;

/** All ways: the pools are taken whole at once, and how many ways there are multiplies. */
function ways(
  count: (sizes: Interval[], k: Interval | undefined) => Interval,
  kName: string,
  kIndex: number,
): LibraryCall {
  return (site) => {
    const pools = kIndex < 0 ? site.args.positional : site.args.positional.slice(0, 1);
    for (const pool of pools) consume(pool, site);
    const given = kIndex < 0 ? site.args.named.get(kName) : argument(site, kIndex, kName);
    const k = given?.kind === 'number' ? given.value : given && given.kind !== 'none' ? zeroOrMore : undefined;
    const length = site.args.isOpen ? zeroOrMore : count(pools.map(sizeOf), k);
    return iteratorOf(length, { isCombinatoric: true, element: k ? sequenceOf('tuple', k) : unknown });
  };
}

function productCount(sizes: Interval[], repeat: Interval | undefined): Interval {
  const pool = sizes.reduce(multiply, exactly(1));
  if (!repeat) return pool;
  // An ordinary pool has two elements.
  const once = pool.atMost === Number.POSITIVE_INFINITY ? larger(pool, exactly(2)) : pool;
  const [low, high] = [once.atLeast ** Math.max(0, repeat.atLeast), once.atMost ** Math.max(0, repeat.atMost)];
  return between(once.atLeast === 0 ? 0 : low, high);
}

const choiceCount =
  (isOrdered: boolean) =>
  ([size = zeroOrMore]: Interval[], k: Interval | undefined): Interval => {
    const chosen = k ?? size;
    if (onlyValue(size) !== undefined && onlyValue(chosen) !== undefined) return choices(size, chosen, { isOrdered });
    return between(0, choices(size, chosen, { isOrdered }).atMost);
  };

const withReplacement = ([size = zeroOrMore]: Interval[], k: Interval | undefined): Interval =>
  k ? choiceCount(false)([subtract(add(size, k), exactly(1))], k) : zeroOrMore;

export const choiceCalls: readonly (readonly [string, LibraryCall])[] = [
  ['itertools.product', ways(productCount, 'repeat', -1)],
  ['itertools.permutations', ways(choiceCount(true), 'r', 1)],
  ['itertools.combinations', ways(choiceCount(false), 'r', 1)],
  ['itertools.combinations_with_replacement', ways(withReplacement, 'r', 1)],
];
