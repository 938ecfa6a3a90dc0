import { add } from '../../analysis/intervals/arithmetic.ts';
import { atLeast, between, exactly, larger, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression } from '../tree.ts';
import { argument, type CallSite, mayRunOut } from './calls.ts';
import { changingMethods } from './changing-methods.ts';
import { consume } from './consume.ts';
import { joinedLength, noteTemplate } from './formatting.ts';
import { anyException, failIn } from './frame.ts';
import { isMade, noteGrowth } from './growth.ts';
import { noteBytes, noteSize } from './limits.ts';
import { elementOf, grown, shrunk } from './sequence-arithmetic.ts';
import {
  iteratorOf,
  joinValues,
  lengthOf,
  type MethodValue,
  numberOf,
  type SequenceValue,
  sequenceOf,
  textOfLength,
  unknown,
  type Value,
} from './value.ts';

/** A method of a text, a collection, or of something that is not known. */
export function callMethod(callee: MethodValue, site: CallSite): Value {
  const { of, name } = callee;
  const padded = padding.has(name) && of.kind !== 'object' ? pad(of, site) : undefined;
  if (padded) return padded;
  const table = of.kind === 'sequence' ? sequenceMethods : of.kind === 'text' ? textMethods : otherMethods;
  const method = table.get(name) ?? otherMethods.get(name);
  if (method) return method(of as never, site) ?? unknown;
  if (of.kind === 'unknown' || of.kind === 'object') {
    site.env.forgetAttributes();
    failIn(site.frame, anyException);
  }
  if (changingMethods.has(name) && of.kind === 'sequence') keep(sequenceOf(of.type, zeroOrMore), site);
  return unknown;
}

type Method<Kind extends Value> = (of: Kind, site: CallSite) => Value | undefined;

/** `text.ljust(n)` is n long whatever the text is. */
const padding = new Set(['ljust', 'rjust', 'center', 'zfill']);

function pad(of: Value, site: CallSite): Value | undefined {
  const width = argument(site, 0, 'width');
  if (width?.kind !== 'number') return undefined;
  const own = of.kind === 'text' ? of.length : zeroOrMore;
  return noteBytes({ kind: 'text', length: larger(own, width.value), isAssumed: Boolean(width.isAssumed) }, site);
}

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

const sequenceMethods = new Map<string, Method<SequenceValue>>([
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
  ['keys', (of) => iteratorOf(of.length)],
  ['items', (of) => iteratorOf(of.length)],
  [
    'values',
    (of) =>
      iteratorOf(of.length, {
        element: of.entries && of.entries.size > 0 ? [...of.entries.values()].reduce(joinValues) : unknown,
      }),
  ],
  ['sort', () => undefined],
  ['reverse', () => undefined],
  ['count', () => numberOf(zeroOrMore)],
  [
    'index',
    (_of, site) => {
      mayRunOut(site, 'ValueError');
      return numberOf(zeroOrMore);
    },
  ],
  ['ljust', (of, site) => pad(of, site)],
]);

type TextOf = Extract<Value, { kind: 'text' }>;
const same: Method<TextOf> = (of) => textOfLength(of.length);
const shorter: Method<TextOf> = (of) => textOfLength(between(0, of.length.atMost));

const textMethods = new Map<string, Method<TextOf>>([
  ['join', (of, site) => join(of, site)],
  [
    'format',
    (of, site) => {
      if (of.text !== undefined) noteTemplate(of.text, site.args, site);
      return textOfLength(zeroOrMore);
    },
  ],
  ['format_map', () => textOfLength(zeroOrMore)],
  ['encode', same],
  ['decode', same],
  ['upper', (of) => textOfLength(atLeast(of.length.atLeast))],
  ['lower', (of) => textOfLength(atLeast(of.length.atLeast))],
  ['strip', shorter],
  ['lstrip', shorter],
  ['rstrip', shorter],
  ['split', () => sequenceOf('list', zeroOrMore, textOfLength(zeroOrMore))],
  [
    'expandtabs',
    (of, site) => {
      const size = argument(site, 0, 'tabsize');
      if (of.text?.includes('\t') && size?.kind === 'number') noteSize(size.value.atLeast, 'text', site);
      return textOfLength(zeroOrMore);
    },
  ],
  ['replace', (of, site) => replaced(of, site)],
  [
    'index',
    (_of, site) => {
      mayRunOut(site, 'ValueError');
      return numberOf(zeroOrMore);
    },
  ],
]);

function join(separator: TextOf, site: CallSite): Value {
  const parts = argument(site, 0) ?? unknown;
  const count = consume(parts, site);
  const element = lengthOf(elementOf(parts)) ?? zeroOrMore;
  const gaps = between(0, separator.length.atMost);
  return noteBytes(textOfLength(joinedLength(count, gaps, parts.kind === 'text' ? exactly(1) : element)), site);
}

/** Of constants: every place that is replaced grows by as much. */
function replaced(of: TextOf, site: CallSite): Value {
  const [from, to] = [argument(site, 0), argument(site, 1)];
  if (of.text === undefined || from?.kind !== 'text' || !from.text || to?.kind !== 'text')
    return textOfLength(zeroOrMore);
  const places = of.text.split(from.text).length - 1;
  const rest = of.text.length - places * from.text.length;
  return noteBytes(
    textOfLength({ atLeast: rest + places * to.length.atLeast, atMost: rest + places * to.length.atMost }),
    site,
  );
}

const otherMethods = new Map<string, Method<Value>>([
  [
    'join',
    (_of, site) => {
      const parts = argument(site, 0);
      if (parts) consume(parts, site);
      return textOfLength(zeroOrMore);
    },
  ],
  [
    'extend',
    (_of, site) => {
      const parts = argument(site, 0);
      if (parts) consume(parts, site);
      return undefined;
    },
  ],
  [
    'update',
    (_of, site) => {
      const parts = argument(site, 0);
      if (parts) consume(parts, site);
      return undefined;
    },
  ],
  [
    'pop',
    (_of, site) => {
      if (site.args.positional.length < 2) mayRunOut(site, 'IndexError');
      return undefined;
    },
  ],
  [
    'popleft',
    (_of, site) => {
      mayRunOut(site, 'IndexError');
      return undefined;
    },
  ],
  [
    'popitem',
    (_of, site) => {
      mayRunOut(site, 'KeyError');
      return undefined;
    },
  ],
  [
    'remove',
    (_of, site) => {
      mayRunOut(site, 'ValueError');
      return undefined;
    },
  ],
  [
    'index',
    (_of, site) => {
      mayRunOut(site, 'ValueError');
      return numberOf(zeroOrMore);
    },
  ],
  [
    'send',
    (_of, site) => {
      mayRunOut(site, 'StopIteration');
      return undefined;
    },
  ],
  [
    '__next__',
    (_of, site) => {
      mayRunOut(site, 'StopIteration');
      return undefined;
    },
  ],
  [
    'throw',
    (_of, site) => {
      mayRunOut(site, '*');
      return undefined;
    },
  ],
  ['bit_length', () => numberOf(zeroOrMore)],
  [
    'to_bytes',
    (_of, site) => {
      const size = argument(site, 0, 'length');
      if (size?.kind === 'number') noteSize(size.value.atLeast, 'text', site);
      return undefined;
    },
  ],
  [
    'seek',
    (_of, site) => {
      const place = argument(site, 0);
      if (place?.kind === 'number') noteSize(place.value.atLeast, 'buffer', site);
      return undefined;
    },
  ],
  [
    'randbytes',
    (_of, site) => {
      const size = argument(site, 0);
      if (size?.kind === 'number') noteSize(size.value.atLeast, 'text', site);
      return undefined;
    },
  ],
]);
