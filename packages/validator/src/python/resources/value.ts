import { exactly, type Interval, join, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { bitsOf } from '../../analysis/intervals/number-size.ts';
import type { PyFunction, PyOf } from '../tree.ts';
import type { Environment } from './environment.ts';

/** What a trial run knows of a value: bounds, not contents. `isAssumed`: a default, which a caller may replace. */
export type Value =
  | UnknownValue
  | NoneValue
  | NumberValue
  | TextValue
  | SequenceValue
  | IteratorValue
  | FunctionValue
  | ClassValue
  | ObjectValue
  | LibraryValue
  | MethodValue;

interface Assumable {
  readonly isAssumed?: boolean;
}
export interface UnknownValue extends Assumable {
  readonly kind: 'unknown';
}
export interface NoneValue extends Assumable {
  readonly kind: 'none';
}
/** `bits` goes on where `value` ends: numbers beyond a double are only known by their size. */
export interface NumberValue extends Assumable {
  readonly kind: 'number';
  readonly value: Interval;
  readonly bits: Interval;
  readonly isFloat: boolean;
}
export interface TextValue extends Assumable {
  readonly kind: 'text';
  readonly length: Interval;
  readonly text?: string;
}
export type Collection = 'list' | 'tuple' | 'set' | 'dict' | 'bytearray' | 'deque';
export interface SequenceValue extends Assumable {
  readonly kind: 'sequence';
  readonly type: Collection;
  readonly length: Interval;
  readonly elements?: readonly Value[];
  /** What each element is, when they are not known one by one. */
  readonly element?: Value;
  /** Of a dictionary with constant keys. */
  readonly entries?: ReadonlyMap<string | number, Value>;
}
export interface IteratorValue extends Assumable {
  readonly kind: 'iterator';
  readonly length: Interval;
  /** Turns that are made when it is consumed: more than `length` where a condition filters. */
  readonly work: Interval;
  readonly isEndless?: boolean;
  /** Orders and choices: their number is what is wrong with them. */
  readonly isCombinatoric?: boolean;
  readonly isRange?: boolean;
  readonly element?: Value;
  readonly elements?: readonly Value[];
}
export interface FunctionValue extends Assumable {
  readonly kind: 'function';
  readonly node: PyFunction | PyOf<'Lambda'>;
  readonly home: Environment;
  readonly self?: Value;
  /** Given beforehand, by `partial`. */
  readonly given?: Arguments;
}
export interface ClassValue extends Assumable {
  readonly kind: 'class';
  readonly node: PyOf<'ClassDef'>;
  readonly home: Environment;
  readonly members: ReadonlyMap<string, Value>;
}
export interface ObjectValue extends Assumable {
  readonly kind: 'object';
  readonly class: ClassValue;
  readonly attributes: ReadonlyMap<string, Value>;
}
/** A function of Python or its library, such as `itertools.count`. */
export interface LibraryValue extends Assumable {
  readonly kind: 'library';
  readonly path: string;
  readonly given?: Arguments;
}
export interface MethodValue extends Assumable {
  readonly kind: 'method';
  readonly of: Value;
  readonly name: string;
}
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** Some came from `*args` or `**options`, so there may be others. */
  readonly isOpen: boolean;
  /** Defaults are taken as they are: it is tried what one caller would see. */
  readonly isSample?: boolean;
}

export const unknown: UnknownValue = { kind: 'unknown' };
export const none: NoneValue = { kind: 'none' };
export const noArguments: Arguments = { positional: [], named: new Map(), isOpen: false };

export function numberOf(value: Interval, { isFloat = false, isAssumed = false } = {}): NumberValue {
  return { kind: 'number', value, bits: isFloat ? exactly(64) : bitsOf(value), isFloat, isAssumed };
}
export const wholeNumber = (value: number): NumberValue => numberOf(exactly(value));
export const truthValue = (value: boolean | undefined): NumberValue =>
  value === undefined ? numberOf({ atLeast: 0, atMost: 1 }) : wholeNumber(Number(value));
export const textOf = (text: string): TextValue => ({ kind: 'text', text, length: exactly([...text].length) });
export const textOfLength = (length: Interval): TextValue => ({ kind: 'text', length });
export const sequenceOf = (type: Collection, length: Interval, element?: Value): SequenceValue => ({
  kind: 'sequence',
  type,
  length,
  ...(element ? { element } : {}),
});
export const iteratorOf = (length: Interval, more: Partial<IteratorValue> = {}): IteratorValue => ({
  kind: 'iterator',
  length,
  work: length,
  ...more,
});
export const endless = (element: Value = unknown): IteratorValue =>
  iteratorOf(zeroOrMore, { isEndless: true, element });

/** What a name holds after two branches. */
export function joinValues(a: Value, b: Value): Value {
  if (a === b) return a;
  const isAssumed = Boolean(a.isAssumed || b.isAssumed);
  if (a.kind === 'number' && b.kind === 'number')
    return {
      kind: 'number',
      value: join(a.value, b.value),
      bits: join(a.bits, b.bits),
      isFloat: a.isFloat || b.isFloat,
      isAssumed,
    };
  if (a.kind === 'text' && b.kind === 'text')
    return a.text === b.text ? a : { kind: 'text', length: join(a.length, b.length), isAssumed };
  if (a.kind === 'sequence' && b.kind === 'sequence' && a.type === b.type)
    return { kind: 'sequence', type: a.type, length: join(a.length, b.length), isAssumed };
  if (a.kind === 'iterator' && b.kind === 'iterator')
    return iteratorOf(join(a.length, b.length), { isEndless: Boolean(a.isEndless && b.isEndless) });
  if (a.kind === 'object' && b.kind === 'object' && a.class === b.class) return { ...a, attributes: new Map() };
  return unknown;
}

export const joinAll = (values: readonly Value[]): Value =>
  values.length === 0 ? unknown : values.reduce((a, b) => joinValues(a, b));

/** Whether a value is true; absent when that is open. Defaults decide nothing: a caller may give something else. */
export function truthOf(value: Value): boolean | undefined {
  if (value.isAssumed) return undefined;
  switch (value.kind) {
    case 'none':
      return false;
    case 'number':
      return decided(value.value, value.bits);
    case 'text':
    case 'sequence':
      return decided(value.length, value.length);
    case 'function':
    case 'class':
    case 'library':
    case 'method':
      return true;
    default:
      return undefined;
  }
}

function decided(value: Interval, size: Interval): boolean | undefined {
  if (value.atLeast > 0 || value.atMost < 0 || size.atLeast > 0) return true;
  return value.atLeast === 0 && value.atMost === 0 ? false : undefined;
}

/** How many elements; absent when the value has no length, or none that is known. */
export function lengthOf(value: Value): Interval | undefined {
  if (value.kind === 'text' || value.kind === 'sequence' || value.kind === 'iterator') return value.length;
  return undefined;
}

/** Numbers and texts that leave nothing open. */
export const areKnown = ({ positional, named, isOpen }: Arguments) =>
  !isOpen && [...positional, ...named.values()].every((value) => !value.isAssumed && isExact(value));

const isExact = (value: Value) =>
  value.kind === 'none' ||
  ((value.kind === 'text' || value.kind === 'sequence') && value.length.atLeast === value.length.atMost) ||
  (value.kind === 'number' && value.value.atLeast === value.value.atMost);
