import { between, exactly, type Interval, onlyValue, smaller } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { constantOf } from './collections.ts';
import { failIn } from './frame.ts';
import type { Place } from './machine.ts';
import { joinAll, type SequenceValue, type TextValue, unknown, type Value } from './value.ts';

export function evaluateSubscript({ value: node, slice }: PyOf<'Subscript'>, { machine, env, frame }: Place): Value {
  const value = machine.evaluate(node, env, frame);
  const see = (child: PyExpression) => machine.evaluate(child, env, frame);
  if (slice.nodeType === 'Slice') {
    const parts = [slice.lower, slice.upper, slice.step].map((part) => (part ? see(part) : undefined));
    return value.kind === 'text' || value.kind === 'sequence' ? sliced(value, parts) : unknown;
  }
  const key = see(slice);
  failIn(frame, 'IndexError', 'KeyError');
  if (value.kind === 'text') return { kind: 'text', length: exactly(1) };
  return value.kind === 'sequence' ? itemAt(value, key) : unknown;
}

function itemAt(value: SequenceValue, key: Value): Value {
  const constant = constantOf(key);
  if (value.entries) {
    const found = constant === undefined ? joinAll([...value.entries.values()]) : value.entries.get(constant);
    return found ? withDoubt(found, key) : unknown;
  }
  if (value.type === 'dict') return unknown;
  if (value.elements && typeof constant === 'number') return withDoubt(value.elements.at(constant) ?? unknown, key);
  return value.elements && value.elements.length > 0 ? joinAll(value.elements) : (value.element ?? unknown);
}

const withDoubt = (value: Value, key: Value): Value => (key.isAssumed ? { ...value, isAssumed: true } : value);

function sliced(value: TextValue | SequenceValue, [lower, upper, step]: (Value | undefined)[]): Value {
  const length = slicedLength(value.length, lower, upper, step);
  return value.kind === 'text' ? { kind: 'text', length } : { kind: 'sequence', type: value.type, length };
}

function slicedLength(length: Interval, lower?: Value, upper?: Value, step?: Value): Interval {
  if (!lower && !upper) return !step || numberIn(step) === -1 ? length : between(0, length.atMost);
  const end = upper?.kind === 'number' && upper.value.atLeast >= 0 ? upper.value : undefined;
  if (end && !lower && !step) return smaller(length, end);
  return between(0, end ? Math.min(length.atMost, end.atMost) : length.atMost);
}

const numberIn = (value: Value) => (value.kind === 'number' ? onlyValue(value.value) : undefined);
