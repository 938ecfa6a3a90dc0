import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, larger, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { NodeOf } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import { applyOperator, asText } from './operators.ts';
import { argumentsOf, valueOfOwn } from './own-calls.ts';
import { anyText, type ListValue, listOf, nothing, number, rangeOf, textOf, unknown, type Value } from './values.ts';

type CallExpression = NodeOf<'CallExpression'>;

/** What a method of a text, list, buffer or BigInt gives. An unknown object may be a text as far as padding goes. */
export function valueOfMethod(
  object: Value,
  name: string,
  node: CallExpression,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const args = argumentsOf(node, frame, evaluator);
  if (name === 'repeat' || name === 'padStart' || name === 'padEnd') return padded(name, object, args);
  if (object.kind === 'bigint' && name === 'toString') return textOf(digitsOf(object.bits));
  if (object.kind === 'text') return ofText(object, name, args);
  if (object.kind === 'buffer')
    return name === 'fill' ? object : ofList(listOf(object.length), name, args, node, frame, evaluator);
  return object.kind === 'list' ? ofList(object, name, args, node, frame, evaluator) : unknown;
}

function padded(name: string, object: Value, [first = nothing]: readonly Value[]): Value {
  const length = object.kind === 'text' ? object.length : zeroOrMore;
  const times = rangeOf(first);
  const atLeast = Math.max(0, times.atLeast);
  if (name !== 'repeat') return textOf(larger(length, between(atLeast, times.atMost)));
  // A text that is repeated is not empty in ordinary runs.
  const unit = object.kind === 'text' && object.text === undefined ? larger(length, exactly(1)) : length;
  return textOf(
    arithmetic.multiply(object.kind === 'text' ? unit : larger(zeroOrMore, exactly(1)), between(atLeast, times.atMost)),
  );
}

/** A decimal digit has 3.32 bits. */
const digitsOf = (bits: Interval): Interval => between(Math.floor(bits.atLeast / 3.33), bits.atMost / 3.3 + 2);

function ofText(object: Extract<Value, { kind: 'text' }>, name: string, args: readonly Value[]): Value {
  switch (name) {
    case 'concat':
      return args.reduce<Value>((sum, part) => applyOperator('+', sum, asText(part)), object);
    case 'split':
      return listOf(
        between(
          args.length > 0 && args[0]?.kind === 'text' && args[0].text === '' ? object.length.atLeast : 0,
          object.length.atMost,
        ),
        {
          each: anyText,
        },
      );
    case 'toUpperCase':
    case 'toLowerCase':
    case 'normalize':
    case 'toString':
    case 'valueOf':
      return object;
    case 'trim':
    case 'slice':
    case 'substring':
    case 'charAt':
      return textOf(between(0, object.length.atMost));
    case 'replaceAll':
    case 'replace':
      return anyText;
    case 'codePointAt':
    case 'charCodeAt':
      return number(between(0, 0x10ffff));
    case 'indexOf':
      return number(between(-1, object.length.atMost));
    default:
      return unknown;
  }
}

const copying = new Set('reverse toReversed sort toSorted slice copyWithin with values'.split(' '));

function ofList(
  list: ListValue,
  name: string,
  args: readonly Value[],
  node: CallExpression,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const [first = nothing] = args;
  if (name === 'slice' && args.length > 0) return listOf(between(0, list.length.atMost));
  if (copying.has(name)) return list;
  switch (name) {
    case 'fill':
      return listOf(list.length, { each: first, isShared: true });
    case 'keys':
      return listOf(list.length, { each: number(zeroOrMore) });
    case 'entries':
      return listOf(list.length, { each: listOf(exactly(2)) });
    case 'concat':
      return listOf(
        args.reduce(
          (sum, part) => arithmetic.add(sum, part.kind === 'list' ? part.length : between(0, Number.POSITIVE_INFINITY)),
          list.length,
        ),
      );
    case 'filter':
      return listOf(between(0, list.length.atMost));
    case 'join':
      return joined(list, first);
    case 'map':
    case 'flatMap':
      return mapped(list, name, node, frame, evaluator);
    case 'flat':
      return list.each?.kind === 'list'
        ? listOf(arithmetic.multiply(list.length, list.each.length))
        : listOf(zeroOrMore);
    case 'reduce':
    case 'reduceRight':
      return reduced(list, node, args[1], frame, evaluator);
    default:
      return unknown;
  }
}

function joined(list: ListValue, separator: Value): Value {
  const gap = separator.kind === 'nothing' ? exactly(1) : asText(separator).length;
  const gaps = arithmetic.multiply(arithmetic.subtract(larger(list.length, exactly(1)), exactly(1)), gap);
  if (list.items) return textOf(list.items.reduce((sum, item) => arithmetic.add(sum, asText(item).length), gaps));
  const each = list.each && list.each.kind !== 'nothing' ? asText(list.each).length : zeroOrMore;
  return textOf(arithmetic.add(gaps, arithmetic.multiply(list.length, each)));
}

function mapped(list: ListValue, name: string, node: CallExpression, frame: Frame, evaluator: Evaluator): Value {
  const callback = node.arguments[0] && evaluator.functions.named(node.arguments[0]);
  const each = callback ? valueOfOwn(callback, [list.each ?? unknown, number(zeroOrMore)], frame, evaluator) : unknown;
  if (name === 'map') return listOf(list.length, { each });
  return each.kind === 'list'
    ? listOf(arithmetic.multiply(list.length, each.length), each.each ? { each: each.each } : {})
    : listOf(zeroOrMore);
}

/** More members than this are not folded one by one. */
const mostItems = 64;

/** `[6, 7].reduce((a, b) => a * b)`, and over a list of which only the length is known: see the growth of loops. */
function reduced(
  list: ListValue,
  node: CallExpression,
  start: Value | undefined,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const callback = node.arguments[0] && evaluator.functions.named(node.arguments[0]);
  const turns = Math.min(mostItems, list.length.atLeast);
  if (!callback || (!list.items && turns < 1)) return unknown;
  const items = list.items ?? Array.from({ length: turns }, () => list.each ?? unknown);
  const [head = unknown, ...rest] = start ? [start, ...items] : items;
  return rest.reduce(
    (sum: Value, item, index) => valueOfOwn(callback, [sum, item, number(exactly(index))], frame, evaluator),
    head,
  );
}
