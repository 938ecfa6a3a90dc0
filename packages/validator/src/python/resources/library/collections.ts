import { countOfRange } from '../../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, onlyValue, zeroOrMore } from '../../../analysis/intervals/interval.ts';
import { argument, type CallSite } from '../calls.ts';
import { consume } from '../consume.ts';
import { noteBytes, noteSize } from '../limits.ts';
import { elementOf } from '../sequence-arithmetic.ts';
import {
  type Collection,
  iteratorOf,
  joinAll,
  lengthOf,
  type NumberValue,
  numberOf,
  type SequenceValue,
  sequenceOf,
  unknown,
  type Value,
} from '../value.ts';
import type { LibraryCall } from './index.ts';

/** `list(iterable)` and its like: everything is taken and kept. */
function collect(type: Collection, mayMerge = false): LibraryCall {
  return (site) => {
    const [source] = site.args.positional;
    if (!source) return sequenceOf(type, exactly(0));
    if (source.kind === 'iterator' && !source.isEndless) {
      // What it keeps is worse than how long it takes.
      const kept = noteBytes(sequenceOf(type, source.isCombinatoric ? zeroOrMore : source.length), site);
      if (kept.kind === 'unknown') return sequenceOf(type, zeroOrMore);
    }
    const length = consume(source, site);
    const same = source.kind === 'sequence' && type !== 'set' && type !== 'dict' ? source : undefined;
    if (same && source.kind === 'sequence' && source.type !== 'dict') return { ...same, type, isAssumed: false };
    const merges = mayMerge && !(source.kind === 'iterator' && source.isRange);
    return sequenceOf(type, merges ? between(Math.min(1, length.atLeast), length.atMost) : length, elementOf(source));
  };
}

/** In order when all are numbers that are known; else any of them may stand anywhere. */
const sorted: LibraryCall = (site) => {
  const value = collect('list')(site);
  if (value?.kind !== 'sequence' || !value.elements) return value;
  const elements = value.elements.filter((element) => element.kind === 'number' && !element.isAssumed) as NumberValue[];
  const isInOrder = elements.every(({ value: range }) => onlyValue(range) !== undefined) && site.args.named.size === 0;
  const { elements: all, ...rest } = value;
  if (!isInOrder || elements.length < all.length) return { ...rest, element: joinAll(all) };
  return { ...rest, elements: elements.toSorted((a, b) => a.value.atLeast - b.value.atLeast) };
};

/** `bytearray(n)` is n zeros; of anything iterable it is that. */
const zeros: LibraryCall = (site) => {
  const size = argument(site, 0);
  if (size?.kind !== 'number') return collect('bytearray')(site);
  return noteBytes(sequenceOf('bytearray', size.value), site);
};

const bytes: LibraryCall = (site) => {
  const size = argument(site, 0);
  if (size?.kind === 'number') return noteBytes({ kind: 'text', length: nonNegative(size.value) }, site);
  if (size) consume(size, site);
  return { kind: 'text', length: zeroOrMore };
};

const nonNegative = (value: Interval) => between(Math.max(0, value.atLeast), Math.max(0, value.atMost));

const range: LibraryCall = ({ args }) => {
  const numbers = args.positional.map((value) => (value.kind === 'number' ? value : undefined));
  const isAssumed = numbers.some((value) => value?.isAssumed);
  const anything = between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const [first, second, third] = numbers.map((value) => value?.value ?? anything);
  if (!first) return unknown;
  const [start, stop] = second ? [first, second] : [exactly(0), first];
  const count = args.isOpen ? zeroOrMore : countOfRange(start, stop, third ?? exactly(1));
  const isUp = !third || third.atLeast > 0;
  const element = isUp
    ? numberOf(between(start.atLeast, Math.max(start.atLeast, stop.atMost - 1)))
    : numberOf(between(stop.atLeast, start.atMost));
  return iteratorOf(count, { element, isRange: true, isAssumed: Boolean(isAssumed) });
};

const consumeFirst: LibraryCall = (site) => {
  const [source] = site.args.positional;
  if (source) consume(source, site);
  return undefined;
};

const randomItems =
  (what: string, index: number, name?: string): LibraryCall =>
  (site) => {
    const count = argument(site, index, name);
    if (count?.kind === 'number') noteSize(count.value.atLeast * (what === 'text' ? 1 : 8), what, site);
    return undefined;
  };

/** scrypt keeps a table of 128 * n * r bytes. */
const scrypt: LibraryCall = (site: CallSite) => {
  const [n, r] = [argument(site, 1, 'n'), argument(site, 2, 'r')];
  if (n?.kind === 'number' && r?.kind === 'number') noteSize(128 * n.value.atLeast * r.value.atLeast, 'table', site);
  return undefined;
};

/** Consumed, and kept in a size that depends on what is in it. */
const absorb =
  (type: Collection): LibraryCall =>
  (site) => {
    consumeFirst(site);
    return anyLength(type);
  };

const deque: LibraryCall = (site) => (argument(site, 1, 'maxlen') ? absorb('deque') : collect('deque'))(site);

const length: LibraryCall = (site) => {
  const value = argument(site, 0);
  const known = value && lengthOf(value);
  return numberOf(known ?? zeroOrMore, { isAssumed: Boolean(value?.isAssumed) });
};

const emptyDict: SequenceValue = sequenceOf('dict', exactly(0));
const anyLength = (type: Collection): Value => sequenceOf(type, zeroOrMore);

export const collectionCalls: readonly (readonly [string, LibraryCall])[] = [
  ['builtins.list', collect('list')],
  ['builtins.tuple', collect('tuple')],
  ['builtins.sorted', sorted],
  ['builtins.set', collect('set', true)],
  ['builtins.frozenset', collect('set', true)],
  ['builtins.dict', collect('dict', true)],
  ['builtins.dict.fromkeys', collect('dict', true)],
  ['builtins.bytearray', zeros],
  ['builtins.bytes', bytes],
  ['builtins.range', range],
  ['builtins.len', length],
  ['collections.deque', deque],
  ['collections.OrderedDict', collect('dict', true)],
  ['collections.Counter', absorb('dict')],
  ['collections.defaultdict', () => emptyDict],
  ...['mean', 'fmean', 'median', 'stdev', 'pstdev', 'variance', 'mode', 'multimode'].map(
    (name) => [`statistics.${name}`, consumeFirst] as const,
  ),
  ['heapq.heapify', consumeFirst],
  ['random.randbytes', randomItems('text', 0)],
  ['random.choices', randomItems('collection', 99, 'k')],
  ['random.sample', randomItems('collection', 1, 'k')],
  ['hashlib.scrypt', scrypt],
];
