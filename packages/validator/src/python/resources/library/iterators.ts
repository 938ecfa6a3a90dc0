import { add, multiply, subtract } from '../../../analysis/intervals/arithmetic.ts';
import {
  atLeast,
  between,
  exactly,
  type Interval,
  larger,
  smaller,
  zeroOrMore,
} from '../../../analysis/intervals/interval.ts';
import { apply, argument, type CallSite, mayRunOut } from '../calls.ts';
import { search } from '../consume.ts';
import { elementOf } from '../sequence-arithmetic.ts';
import { endless, type IteratorValue, iteratorOf, lengthOf, none, truthOf, unknown, type Value } from '../value.ts';
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
