import { exactly, zeroOrMore } from '../../../analysis/intervals/interval.ts';
import { argument, type CallSite, mayRunOut } from '../calls.ts';
import { consume } from '../consume.ts';
import { grown, shrunk, unordered } from '../sequence-arithmetic.ts';
import { type SequenceValue, sequenceOf, unknown } from '../value.ts';
import type { LibraryCall } from './index.ts';

/** Functions that change the list they are given. */
const changing =
  (change: (list: SequenceValue, site: CallSite) => SequenceValue): LibraryCall =>
  (site) => {
    const [list] = site.args.positional;
    const [node] = site.node.args;
    if (list?.kind === 'sequence' && node?.nodeType === 'Name') site.env.set(node.id, change(list, site));
    return unknown;
  };

const push = changing((list) => grown(list, exactly(1)));
const replace = changing((list) => list);
const pop: LibraryCall = (site) => {
  const [list] = site.args.positional;
  if (list?.kind !== 'sequence' || list.length.atLeast < 1) mayRunOut(site, 'IndexError');
  return changing(shrunk)(site);
};

const ofIterable: LibraryCall = (site) => {
  const source = argument(site, 1);
  if (source) consume(source, site);
  return sequenceOf('list', zeroOrMore);
};

export const heapCalls: readonly (readonly [string, LibraryCall])[] = [
  ['random.shuffle', changing(unordered)],
  ['heapq.heappush', push],
  ['heapq.heappush_max', push],
  ['heapq.heappop', pop],
  ['heapq.heappop_max', pop],
  ['heapq.heappushpop', replace],
  ['heapq.heapreplace', replace],
  ['heapq.nlargest', ofIterable],
  ['heapq.nsmallest', ofIterable],
  ['bisect.insort', push],
  ['bisect.insort_left', push],
  ['bisect.insort_right', push],
];
