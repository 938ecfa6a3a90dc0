import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import { anyNumber, between, exactly, type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import type { CallNode } from './functions.ts';
import { asText } from './operators.ts';
import { argumentsOf } from './own-calls.ts';
import { bytesOfElement } from './typed-arrays.ts';
import { bigint, lengthFrom, lengthOf, listOf, nothing, number, truthOf, unknown, type Value } from './values.ts';

/** `Array(n)`, `new Map(list)`, `BigInt(text)`: what calling a global by its name gives. */
export function valueOfGlobalCall(name: string, node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const args = argumentsOf(node, frame, evaluator);
  const [first = nothing] = args;
  const bytesEach = bytesOfElement[name];
  if (bytesEach !== undefined) return { kind: 'buffer', length: lengthFrom(first), bytesEach };
  switch (name) {
    case 'Array':
      return args.length === 1
        ? listOf(lengthFrom(first), { each: nothing })
        : listOf(exactly(args.length), { items: args });
    case 'Set':
    case 'Map':
      return listOf(args.length === 0 ? zeroOrMore : between(0, lengthOf(first).atMost));
    case 'Number':
      return number(first.kind === 'number' || first.kind === 'bigint' ? first.range : fromText(first));
    case 'BigInt':
      return toBigInt(first);
    case 'String':
      return asText(first);
    case 'Boolean':
      return truthOf(first) === undefined ? unknown : { kind: 'truth', truth: truthOf(first) === true };
    case 'parseInt':
    case 'parseFloat':
      return number(fromText(first));
    default:
      return unknown;
  }
}

function fromText(value: Value): Interval {
  const text = value.kind === 'text' ? Number(value.text) : Number.NaN;
  return Number.isNaN(text) ? anyNumber : exactly(text);
}

/** A decimal digit has 3.32 bits. */
const bitsPerDigit = Math.log2(10);

function toBigInt(value: Value): Value {
  if (value.kind === 'bigint') return value;
  if (value.kind === 'number') return bigint(value.range);
  if (value.kind !== 'text') return bigint(anyNumber, zeroOrMore);
  const { length, text } = value;
  if (text !== undefined && /^\d{1,300}$/.test(text)) return bigint(exactly(Number(text)));
  const digits = arithmetic.multiply(arithmetic.subtract(length, exactly(1)), exactly(bitsPerDigit));
  return bigint(anyNumber, between(Math.max(0, digits.atLeast), digits.atMost));
}
