import { add, multiply } from '../../analysis/intervals/arithmetic.ts';
import { atLeast, between, exactly, type Interval, onlyValue, zeroOrMore } from '../../analysis/intervals/interval.ts';
import {
  type Collection,
  joinAll,
  numberOf,
  type SequenceValue,
  type TextValue,
  textOf,
  unknown,
  type Value,
} from './value.ts';

/** Bytes of one place in a collection, without what it refers to. CPython 3.14 on 64 bits. */
const bytesPerPlace: Record<Collection, number> = { list: 8, tuple: 8, deque: 8, set: 32, dict: 48, bytearray: 1 };
const keptElements = 64;

/** What a value takes, elements not counted: they may be shared. Text counts as one byte a character. */
export function bytesOf(value: Value): Interval {
  if (value.kind === 'text') return value.length;
  if (value.kind === 'sequence') return multiply(value.length, exactly(bytesPerPlace[value.type]));
  if (value.kind === 'number') return between(value.bits.atLeast / 8, value.bits.atMost / 8);
  return zeroOrMore;
}

/** `sequence * count`. */
export function repeated<Kind extends TextValue | SequenceValue>(sequence: Kind, count: Interval): Kind {
  const times = between(Math.max(0, count.atLeast), Math.max(0, count.atMost));
  const length = multiply(sequence.length, times);
  const exact = onlyValue(times);
  const isAssumed = Boolean(sequence.isAssumed);
  if (sequence.kind === 'text') {
    const isShort = sequence.text !== undefined && exact !== undefined && sequence.text.length * exact <= keptElements;
    return {
      kind: 'text',
      length,
      isAssumed,
      ...(isShort ? { text: (sequence.text ?? '').repeat(exact) } : {}),
    } as Kind;
  }
  const { type, elements, element } = sequence;
  if (elements && exact !== undefined && elements.length * exact <= keptElements) {
    const all = Array.from({ length: exact }, () => elements).flat();
    return { kind: 'sequence', type, length, isAssumed, elements: all } as SequenceValue as Kind;
  }
  const one = element ?? (elements && joinAll(elements));
  return { kind: 'sequence', type, length, isAssumed, ...(one ? { element: one } : {}) } as Kind;
}

/** `left + right`. */
export function concatenated(left: TextValue | SequenceValue, right: TextValue | SequenceValue): Value {
  const length = add(left.length, right.length);
  const isAssumed = Boolean(left.isAssumed || right.isAssumed);
  if (left.kind === 'text' && right.kind === 'text') {
    const text = left.text !== undefined && right.text !== undefined ? left.text + right.text : undefined;
    return { kind: 'text', length, isAssumed, ...(text !== undefined && text.length <= 256 ? { text } : {}) };
  }
  if (left.kind !== 'sequence' || right.kind !== 'sequence') return unknown;
  const elements = left.elements && right.elements ? [...left.elements, ...right.elements] : undefined;
  const isKept = elements && elements.length <= keptElements;
  return { kind: 'sequence', type: left.type, length, isAssumed, ...(isKept ? { elements } : {}) };
}

/** After elements were added; which ones is forgotten. */
export function grown(sequence: SequenceValue, by: Interval): SequenceValue {
  return { kind: 'sequence', type: sequence.type, length: add(sequence.length, by) };
}

/** After one was taken away; a set or dictionary may have lost none. */
export function shrunk(sequence: SequenceValue): SequenceValue {
  const { atLeast: low, atMost: high } = sequence.length;
  return { kind: 'sequence', type: sequence.type, length: between(Math.max(0, low - 1), Math.max(0, high - 1)) };
}

/** What an ordinary value of unknown kind becomes when it is added to itself: it had at least one element. */
export const doubledUnknown: SequenceValue = {
  kind: 'sequence',
  type: 'bytearray',
  length: atLeast(2),
  isAssumed: true,
};

/** What iterating gives, one by one, when there are few and each is known. */
export function elementsOf(value: Value, most = keptElements): readonly Value[] | undefined {
  if (value.kind === 'sequence' && value.elements) return value.elements;
  if (value.kind === 'sequence' && value.type === 'dict' && value.entries)
    return [...value.entries.keys()].map((key) => (typeof key === 'string' ? textOf(key) : numberOf(exactly(key))));
  if (value.kind === 'iterator' && value.elements) return value.elements;
  const count = value.kind === 'sequence' || value.kind === 'iterator' ? onlyValue(value.length) : undefined;
  const isOpen = count === undefined || count > most || (value.kind === 'sequence' && value.type === 'dict');
  return isOpen ? undefined : Array.from({ length: count }, () => elementOf(value));
}

/** After its elements changed places. */
export function unordered({ elements, ...rest }: SequenceValue): SequenceValue {
  return elements ? { ...rest, element: joinAll(elements) } : rest;
}

/** What iterating gives in one turn. */
export function elementAt(value: Value, index: number): Value {
  const element = elementOf(value);
  if (value.kind !== 'iterator' || !value.isRange) return elementsOf(value, 256)?.[index] ?? element;
  if (element.kind !== 'number' || element.value.atLeast + value.length.atMost - 1 !== element.value.atMost)
    return element;
  return { ...numberOf(exactly(element.value.atLeast + index)), isAssumed: Boolean(value.isAssumed) };
}

/** What iterating gives each time. */
export function elementOf(value: Value): Value {
  if (value.kind === 'sequence') {
    if (value.type === 'dict') return unknown;
    return value.elements && value.elements.length > 0 ? joinAll(value.elements) : (value.element ?? unknown);
  }
  if (value.kind === 'iterator') return value.element ?? unknown;
  return value.kind === 'text' ? { kind: 'text', length: exactly(1) } : unknown;
}
