import { add, multiply, subtract } from '../../../analysis/intervals/arithmetic.ts';
import {
  atLeast,
  between,
  exactly,
  type Interval,
  larger,
  onlyValue,
  smaller,
  zeroOrMore,
} from '../../../analysis/intervals/interval.ts';
import { choices } from '../../../analysis/intervals/number-size.ts';
import { apply, argument, type CallSite, mayRunOut } from '../calls.ts';
import { consume, search } from '../consume.ts';
import { elementOf } from '../sequence-arithmetic.ts';
import {
  endless,
  type IteratorValue,
  iteratorOf,
  lengthOf,
  none,
  sequenceOf,
  truthOf,
  unknown,
  type Value,
} from '../value.ts';
import type { LibraryCall } from './index.ts';

const isEndless = (value: Value | undefined) => value?.kind === 'iterator' && Boolean(value.isEndless);
const sizeOf = (value: Value | undefined): Interval => (value && lengthOf(value)) ?? zeroOrMore;
const workOf = (value: Value | undefined): Interval => (value?.kind === 'iterator' ? value.work : sizeOf(value));

/** One element for each of the source: `map`, `enumerate` and the like. */
function passing(index: number, element: (site: CallSite) => Value = () => unknown, keepsAll = true): LibraryCall {
  return (site) => {
    const source = argument(site, index);
    const length = keepsAll ? sizeOf(source) : between(0, sizeOf(source).atMost);
    return iteratorOf(length, {
      work: workOf(source),
      isEndless: isEndless(source),
      element: element(site),
      isCombinatoric: source?.kind === 'iterator' && Boolean(source.isCombinatoric),
    });
  };
}

const elementAt = (index: number) => (site: CallSite) => {
  const source = argument(site, index);
  return source ? elementOf(source) : unknown;
};

/** What a mapped function gives, when it is simple enough to be called once on any element. */
const mappedElement = (site: CallSite): Value => {
  const [callee, ...sources] = site.args.positional;
  if (!callee) return unknown;
  return apply(callee, { ...site, args: { positional: sources.map(elementOf), named: new Map(), isOpen: false } });
};

/** `zip` ends with its shortest, `zip_longest` with its longest. */
function zipped(pick: (a: Interval, b: Interval) => Interval, ends: 'every' | 'some'): LibraryCall {
  return ({ args }) => {
    const sources = args.positional;
    if (sources.length === 0) return iteratorOf(exactly(0));
    const finite = ends === 'every' ? sources.filter((source) => !isEndless(source)) : sources;
    const lengths = (finite.length > 0 ? finite : sources).map(sizeOf);
    const never = ends === 'every' ? sources.every(isEndless) : sources.some(isEndless);
    return iteratorOf(lengths.reduce(pick), { isEndless: never && !args.isOpen });
  };
}

const chain: LibraryCall = ({ args }) => {
  const sources = args.positional;
  const nothing = exactly(0);
  return iteratorOf(args.isOpen ? zeroOrMore : sources.map(sizeOf).reduce(add, nothing), {
    work: sources.map(workOf).reduce(add, nothing),
    isEndless: sources.some(isEndless),
  });
};

/** `chain.from_iterable(x for ...)`: endless when what it walks, or a part of that, is. */
const flattened: LibraryCall = (site) => {
  const source = argument(site, 0);
  const part = source ? elementOf(source) : unknown;
  const never = isEndless(source) || isEndless(part);
  return iteratorOf(multiply(sizeOf(source), sizeOf(part)), { isEndless: never });
};

const islice: LibraryCall = (site) => {
  const [source, ...bounds] = site.args.positional;
  const stop = bounds.length > 1 ? bounds[1] : bounds[0];
  if (stop?.kind === 'none')
    return iteratorOf(zeroOrMore, { isEndless: isEndless(source), element: elementAt(0)(site) });
  const limit = stop?.kind === 'number' ? between(Math.max(0, stop.value.atLeast), stop.value.atMost) : zeroOrMore;
  const start = bounds.length > 1 && bounds[0]?.kind === 'number' ? bounds[0].value : exactly(0);
  const length = isEndless(source) ? limit : smaller(limit, sizeOf(source));
  const rest = subtract(length, start);
  return iteratorOf(between(Math.max(0, bounds.length > 2 ? 0 : rest.atLeast), Math.max(0, rest.atMost)), {
    element: elementAt(0)(site),
  });
};

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

/** `iter(function, sentinel)`: endless when the function always gives the same other value. */
const iterate: LibraryCall = (site) => {
  const [source, sentinel] = site.args.positional;
  if (!sentinel)
    return source?.kind === 'iterator'
      ? source
      : iteratorOf(sizeOf(source), { ...(source ? { element: elementOf(source) } : {}), isEndless: isEndless(source) });
  if (!source || (source.kind !== 'function' && source.kind !== 'library')) return iteratorOf(zeroOrMore);
  const given = apply(source, { ...site, args: { positional: [], named: new Map(), isOpen: false } });
  return differs(given, sentinel) ? endless(given) : iteratorOf(zeroOrMore, { element: given });
};

function differs(a: Value, b: Value): boolean {
  if (a.isAssumed || b.isAssumed || a.kind === 'unknown' || b.kind === 'unknown') return false;
  if (a.kind === 'number' && b.kind === 'number')
    return a.value.atMost < b.value.atLeast || a.value.atLeast > b.value.atMost;
  if (a.kind === 'text' && b.kind === 'text') return a.text !== undefined && b.text !== undefined && a.text !== b.text;
  return a.kind !== b.kind;
}

const next: LibraryCall = (site) => {
  const [source, otherwise] = site.args.positional;
  if (!otherwise && !isEndless(source)) mayRunOut(site, 'StopIteration');
  return source ? elementOf(source) : unknown;
};

/** `any` stops at something true, `all` at something false. */
const stopsAt =
  (stop: boolean): LibraryCall =>
  (site) => {
    const source = argument(site, 0);
    if (source) search(source, site, truthOf(elementOf(source)) === !stop);
    return undefined;
  };

const repeat: LibraryCall = (site) => {
  const [element = unknown] = site.args.positional;
  const times = argument(site, 1, 'times');
  if (!times) return site.args.isOpen ? iteratorOf(zeroOrMore) : endless(element);
  return iteratorOf(
    times.kind === 'number' ? between(Math.max(0, times.value.atLeast), times.value.atMost) : zeroOrMore,
    { element },
  );
};

const cycle: LibraryCall = (site) => {
  const source = argument(site, 0);
  const size = sizeOf(source);
  // Of nothing, nothing comes; an ordinary input has something in it.
  return size.atMost === 0 ? iteratorOf(exactly(0)) : endless(source ? elementOf(source) : unknown);
};

const twice: LibraryCall = (site) => {
  const source = argument(site, 0) as IteratorValue | undefined;
  return { kind: 'sequence', type: 'tuple', length: exactly(2), elements: source ? [source, source] : [none, none] };
};

export const iteratorCalls: readonly (readonly [string, LibraryCall])[] = [
  [
    'itertools.count',
    () => endless({ kind: 'number', value: atLeast(Number.NEGATIVE_INFINITY), bits: zeroOrMore, isFloat: false }),
  ],
  ['itertools.cycle', cycle],
  ['itertools.repeat', repeat],
  ['itertools.chain', chain],
  ['itertools.chain.from_iterable', flattened],
  ['itertools.islice', islice],
  ['itertools.takewhile', () => iteratorOf(zeroOrMore)],
  ['itertools.dropwhile', passing(1, elementAt(1), false)],
  ['itertools.filterfalse', passing(1, elementAt(1), false)],
  ['itertools.starmap', passing(1)],
  ['itertools.accumulate', passing(0)],
  ['itertools.pairwise', passing(0)],
  ['itertools.groupby', passing(0, undefined, false)],
  ['itertools.batched', passing(0, undefined, false)],
  ['itertools.compress', zipped(smaller, 'every')],
  ['itertools.zip_longest', zipped(larger, 'some')],
  ['itertools.tee', twice],
  ['itertools.product', ways(productCount, 'repeat', -1)],
  ['itertools.permutations', ways(([size = zeroOrMore], k) => choiceCount(true)([size], k), 'r', 1)],
  ['itertools.combinations', ways(choiceCount(false), 'r', 1)],
  ['itertools.combinations_with_replacement', ways(withReplacement, 'r', 1)],
  ['builtins.iter', iterate],
  ['builtins.next', next],
  ['builtins.enumerate', passing(0)],
  ['builtins.reversed', passing(0, elementAt(0))],
  [
    'builtins.map',
    (site) =>
      site.args.positional.length === 2
        ? passing(1, mappedElement)(site)
        : zipped(smaller, 'every')({ ...site, args: { ...site.args, positional: site.args.positional.slice(1) } }),
  ],
  ['builtins.filter', passing(1, elementAt(1), false)],
  ['builtins.zip', zipped(smaller, 'every')],
  ['builtins.any', stopsAt(true)],
  ['builtins.all', stopsAt(false)],
];
