import { between, type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyNode } from '../tree.ts';
import { percentLength } from './formatting.ts';
import { noteBits, noteBytes } from './limits.ts';
import type { Machine } from './machine.ts';
import { calculate, negative, numberOfBits } from './number-arithmetic.ts';
import { concatenated, grown, repeated } from './sequence-arithmetic.ts';
import { type NumberValue, numberOf, sequenceOf, textOfLength, unknown, type Value } from './value.ts';

export interface Site {
  readonly node: PyNode;
  readonly machine: Machine;
}

/** `left op right`, noting what would be too large. */
export function operate(op: string, left: Value, right: Value, site: Site): Value {
  if (left.kind === 'number' && right.kind === 'number') return noteBits(calculate(op, left, right), site);
  if (op === 'Mult') return multiplied(left, right, site) ?? multiplied(right, left, site) ?? unknown;
  if (op === 'Add') return noteBytes(added(left, right), site);
  if (op === 'Mod' && left.kind === 'text') return noteBytes(textOfLength(percentLength(left, right)), site);
  if (op === 'Mod' && right.kind === 'number' && right.value.atLeast > 0)
    return numberOf(between(0, right.value.atMost), { isFloat: right.isFloat });
  if ((op === 'Pow' || op === 'LShift') && left.kind === 'unknown' && right.kind === 'number')
    return ofUnknown(right, site);
  if (left.kind === 'sequence' && right.kind === 'sequence') return sequenceOf(left.type, zeroOrMore);
  return unknown;
}

/** An ordinary whole number is two or more to a power, or at least one shifted. */
function ofUnknown(exponent: NumberValue, site: Site): Value {
  if (exponent.isFloat || exponent.value.atLeast <= site.machine.context.policy.limits.numberBits) return unknown;
  noteBits(numberOfBits(exponent.value), site);
  return unknown;
}

function multiplied(sequence: Value, count: Value, site: Site): Value | undefined {
  if (sequence.kind !== 'text' && sequence.kind !== 'sequence') return undefined;
  // Not known to be a collection at all: a number that was added to itself.
  if (sequence.isAssumed && sequence.kind === 'sequence' && sequence.type === 'bytearray') return unknown;
  const times: Interval = count.kind === 'number' ? count.value : zeroOrMore;
  return noteBytes(repeated(sequence, times), site);
}

function added(left: Value, right: Value): Value {
  const isText = (value: Value) => value.kind === 'text' || value.kind === 'sequence';
  if (isText(left) && isText(right)) return concatenated(left as never, right as never);
  if (left.kind === 'sequence') return grown(left, zeroOrMore);
  if (left.kind === 'text' || right.kind === 'text')
    return textOfLength(between(left.kind === 'text' ? left.length.atLeast : 0, Number.POSITIVE_INFINITY));
  return unknown;
}

export function operateUnary(op: string, value: Value): Value {
  if (value.kind !== 'number') return unknown;
  if (op === 'USub') return negative(value);
  return op === 'UAdd' ? value : numberOf(negative(value).value);
}
