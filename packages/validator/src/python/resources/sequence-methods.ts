import { add } from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression } from '../tree.ts';
import { argument, type CallSite, mayRunOut } from './calls.ts';
import { consume } from './consume.ts';
import { isMade, noteGrowth } from './growth.ts';
import { noteBytes } from './limits.ts';
import type { Method } from './methods.ts';
import { elementOf, elementsOf, grown, shrunk, unordered } from './sequence-arithmetic.ts';
import {
  iteratorOf,
  joinAll,
  joinValues,
  numberOf,
  type SequenceValue,
  sequenceOf,
  unknown,
  type Value,
} from './value.ts';

/** After a method that changes it: the name it was called on holds this. */
function keep(value: SequenceValue, { node, env }: CallSite): Value {
  const { func } = node;
  if (func.nodeType !== 'Attribute') return unknown;
  const key = keyOf(func.value);
  if (key !== undefined) env.set(key, value);
  return unknown;
}

function keyOf(node: PyExpression): string | undefined {
  if (node.nodeType === 'Name') return node.id;
  return node.nodeType === 'Attribute' && node.value.nodeType === 'Name' ? `${node.value.id}.${node.attr}` : undefined;
}

/** After a method that nothing is known of. */
export const forgetSequence = (of: SequenceValue, site: CallSite): Value => keep(sequenceOf(of.type, zeroOrMore), site);

const addOne: Method<SequenceValue> = (of, site) => {
  const value = argument(site, site.args.positional.length - 1) ?? unknown;
  if (isMade(site.node.args.at(-1))) noteGrowth(value, site, site);
  return keep({ ...grown(of, exactly(1)), ...(of.length.atMost === 0 ? { element: value } : {}) }, site);
};
const addMaybe: Method<SequenceValue> = (of, site) =>
  keep(sequenceOf(of.type, between(Math.max(1, of.length.atLeast), of.length.atMost + 1)), site);
const extend: Method<SequenceValue> = (of, site) => {
  const source = argument(site, 0) ?? unknown;
  const count = consume(source, site);
  noteGrowth(source, site, site);
  return keepSized(
    of.type === 'set' || of.type === 'dict'
      ? between(of.length.atLeast, add(of.length, count).atMost)
      : add(of.length, count),
    of,
    site,
  );
};
const takeOne: Method<SequenceValue> = (of, site) => {
  if (of.length.atLeast < 1 && site.args.positional.length < 2) mayRunOut(site, 'IndexError');
  keep(shrunk(of), site);
  return elementOf(of);
};

function keepSized(length: SequenceValue['length'], of: SequenceValue, site: CallSite): Value {
  const value = noteBytes(sequenceOf(of.type, length), site);
  return keep(value.kind === 'sequence' ? value : sequenceOf(of.type, zeroOrMore), site);
}

function withElements({ length }: SequenceValue, elements: readonly Value[] | undefined): Value {
  return iteratorOf(length, elements && elements.length > 0 ? { elements, element: joinAll(elements) } : {});
}

/** Of lists, tuples, sets, dictionaries and their like. */
export const sequenceMethods = new Map<string, Method<SequenceValue>>([
  ['append', addOne],
  ['appendleft', addOne],
  ['insert', addOne],
  ['add', addMaybe],
  ['extend', extend],
  ['extendleft', extend],
  ['update', extend],
  ['pop', takeOne],
  ['popleft', takeOne],
  ['popitem', takeOne],
  [
    'remove',
    (of, site) => {
      mayRunOut(site, 'ValueError');
      return keep(shrunk(of), site);
    },
  ],
  [
    'discard',
    (of, site) => keep(sequenceOf(of.type, between(Math.max(0, of.length.atLeast - 1), of.length.atMost)), site),
  ],
  ['clear', (of, site) => keep(sequenceOf(of.type, exactly(0)), site)],
  ['copy', (of) => of],
  ['setdefault', addMaybe],
  [
    'get',
    (of, site) => {
      const otherwise = argument(site, 1);
      const found = of.entries && [...of.entries.values()];
      return found && found.length > 0 ? [...found, ...(otherwise ? [otherwise] : [])].reduce(joinValues) : unknown;
    },
  ],
  ['keys', (of) => withElements(of, elementsOf(of))],
  ['items', (of) => iteratorOf(of.length)],
  ['values', (of) => withElements(of, of.entries && [...of.entries.values()])],
  ['sort', (of, site) => keep(unordered(of), site)],
  ['reverse', (of, site) => keep(unordered(of), site)],
  ['count', () => numberOf(zeroOrMore)],
  [
    'index',
    (_of, site) => {
      mayRunOut(site, 'ValueError');
      return numberOf(zeroOrMore);
    },
  ],
]);
