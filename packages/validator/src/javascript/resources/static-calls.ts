import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import {
  anyNumber,
  between,
  exactly,
  type Interval,
  larger,
  smaller,
  zeroOrMore,
} from '../../analysis/intervals/interval.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import type { CallNode } from './functions.ts';
import { argumentsOf, valueOfOwn } from './own-calls.ts';
import { bytesOfElement } from './typed-arrays.ts';
import { bigint, lengthFrom, lengthOf, listOf, nothing, number, rangeOf, unknown, type Value } from './values.ts';

const onNumbers: Readonly<Record<string, (a: Interval, b: Interval) => Interval>> = {
  'Math.floor': arithmetic.floor,
  'Math.ceil': arithmetic.ceiling,
  'Math.trunc': arithmetic.truncate,
  'Math.round': (a) => arithmetic.floor(arithmetic.add(a, exactly(0.5))),
  'Math.abs': arithmetic.absolute,
  'Math.pow': arithmetic.power,
  'Math.sqrt': (a) => (a.atLeast >= 0 ? between(Math.sqrt(a.atLeast), Math.sqrt(a.atMost)) : anyNumber),
  'Math.random': () => between(0, 1),
  'Date.now': () => zeroOrMore,
};

/** `Math.max(a, b)`, `Array.from(list)`: what a method of a global gives. */
export function valueOfStaticCall(path: string, node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const args = argumentsOf(node, frame, evaluator);
  const [first = nothing, second = nothing] = args;
  const onNumber = onNumbers[path];
  if (onNumber) return number(onNumber(rangeOf(first), rangeOf(second)));
  switch (path) {
    case 'Math.min':
      return extreme(node, args, smaller);
    case 'Math.max':
      return extreme(node, args, larger);
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
      return first;
    case 'Array.of':
      return listOf(exactly(args.length), { items: args });
    case 'Array.from':
      return fromIterable(node, first, frame, evaluator);
    case 'BigInt.asUintN':
    case 'BigInt.asIntN':
      return bigint(anyNumber, between(0, rangeOf(first).atMost));
    default:
      return typedFrom(path, first, frame, evaluator);
  }
}

function extreme({ arguments: args }: CallNode, values: readonly Value[], pick: typeof smaller): Value {
  if (values.length === 0 || args.some(({ type }) => type === 'SpreadElement')) return number(anyNumber);
  const [head = anyNumber, ...others] = values.map(rangeOf);
  return number(others.reduce(pick, head));
}

/** `Array.from({ length: n }, make)`, and of a list or text. */
function fromIterable(node: CallNode, first: Value, frame: Frame, evaluator: Evaluator): Value {
  const [source, make] = node.arguments;
  const length = lengthOfSource(first, frame, evaluator);
  const callback = make && evaluator.functions.named(make);
  if (!source || !callback)
    return listOf(length, first.kind === 'list' && first.each ? { each: first.each, isShared: true } : {});
  return listOf(length, { each: valueOfOwn(callback, [unknown, number(zeroOrMore)], frame, evaluator) });
}

function lengthOfSource(source: Value, frame: Frame, evaluator: Evaluator): Interval {
  if (source.kind !== 'object' || source.node.type !== 'ObjectExpression') return lengthOf(source);
  for (const property of source.node.properties)
    if (property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'length')
      return lengthFrom(evaluator.value(property.value, frame));
  return zeroOrMore;
}

function typedFrom(path: string, first: Value, frame: Frame, evaluator: Evaluator): Value {
  const [name = '', method] = path.split('.');
  const bytesEach = bytesOfElement[name];
  if (bytesEach === undefined || method !== 'from') return unknown;
  return { kind: 'buffer', length: lengthOfSource(first, frame, evaluator), bytesEach };
}
