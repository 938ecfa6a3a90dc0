import { add, multiply } from '../../analysis/intervals/arithmetic.ts';
import { anyNumber, between, exactly, type Interval, join, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { bitsOf } from '../../analysis/intervals/number-size.ts';
import type { FunctionNode } from '../expressions.ts';
import type { NodeOf } from '../tree.ts';

/** What is known of a value without running anything: its kind, and its size as an interval. */
export type Value =
  | { readonly kind: 'number'; readonly range: Interval }
  | { readonly kind: 'bigint'; readonly range: Interval; readonly bits: Interval }
  | { readonly kind: 'text'; readonly length: Interval; readonly text?: string }
  | ListValue
  | { readonly kind: 'buffer'; readonly length: Interval; readonly bytesEach: number }
  | { readonly kind: 'object'; readonly node: ObjectNode }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** Arrays, Sets and Maps. */
export interface ListValue {
  readonly kind: 'list';
  readonly length: Interval;
  /** All members, when they are few and known. */
  readonly items?: readonly Value[];
  /** What every member looks like. */
  readonly each?: Value;
  /** Every member is one and the same value, as `fill` leaves it. */
  readonly isShared?: boolean;
  /** Only the length was set; places come into being when they are filled. */
  readonly isSparse?: boolean;
}

export type ObjectNode = NodeOf<'ObjectExpression' | 'ClassDeclaration' | 'ClassExpression' | 'TSEnumDeclaration'>;

export const unknown: Value = { kind: 'unknown' };
export const nothing: Value = { kind: 'nothing' };
export const anyText: Value = { kind: 'text', length: zeroOrMore };
export const number = (range: Interval): Value => ({ kind: 'number', range });
export const truth = (value: boolean): Value => ({ kind: 'truth', truth: value });
export const bigint = (range: Interval, bits: Interval = bitsOf(range)): Value => ({ kind: 'bigint', range, bits });
export const textOf = (length: Interval): Value => ({ kind: 'text', length });
export const listOf = (length: Interval, rest: Omit<ListValue, 'kind' | 'length'> = {}): ListValue => ({
  kind: 'list',
  length,
  ...rest,
});

/** Longer text is only known by its length. */
const keptChars = 1_000;
export const exactText = (text: string): Value =>
  text.length > keptChars ? textOf(exactly(text.length)) : { kind: 'text', length: exactly(text.length), text };

/** The number that a value certainly is part of. */
export const rangeOf = (value: Value): Interval => (value.kind === 'number' ? value.range : anyNumber);

/** Members of a list or bytes of a buffer, characters of a text. */
export const lengthOf = (value: Value): Interval => ('length' in value ? value.length : zeroOrMore);

const charBytes = 2;
const slotBytes = 8;
const levels = 6;

/** Bytes that a value takes: two to a character, eight to a place in a list. */
export function bytesOf(value: Value, depth = 0): Interval {
  switch (value.kind) {
    case 'text':
      return multiply(value.length, exactly(charBytes));
    case 'bigint':
      return between(Math.floor(value.bits.atLeast / 8), value.bits.atMost / 8 + 1);
    case 'buffer':
      return multiply(value.length, exactly(value.bytesEach));
    case 'list':
      return depth > levels || value.isSparse ? zeroOrMore : bytesOfList(value, depth);
    case 'unknown':
    case 'object':
      return zeroOrMore;
    default:
      return exactly(slotBytes);
  }
}

function bytesOfList({ length, each, items, isShared }: ListValue, depth: number): Interval {
  const slots = multiply(length, exactly(slotBytes));
  if (items) return items.reduce((sum, item) => add(sum, heldBytes(item, depth)), slots);
  if (!each) return slots;
  const held = heldBytes(each, depth);
  return add(slots, isShared ? held : multiply(length, held));
}

/** Numbers and the like stand in the place itself. */
const heldBytes = (value: Value, depth: number): Interval => {
  const isSmall = value.kind === 'number' || value.kind === 'truth' || value.kind === 'nothing';
  return isSmall || value.kind === 'function' ? exactly(0) : bytesOf(value, depth + 1);
};

/** Either of two: both have to be of one kind for anything to be known. */
export function either(a: Value, b: Value): Value {
  if (a.kind === 'number' && b.kind === 'number') return number(join(a.range, b.range));
  if (a.kind === 'bigint' && b.kind === 'bigint') return bigint(join(a.range, b.range), join(a.bits, b.bits));
  if (a.kind === 'text' && b.kind === 'text')
    return a.text !== undefined && a.text === b.text ? a : textOf(join(a.length, b.length));
  if (a.kind === 'list' && b.kind === 'list') return listOf(join(a.length, b.length));
  if (a.kind === 'truth' && b.kind === 'truth' && a.truth === b.truth) return a;
  return a.kind === 'nothing' && b.kind === 'nothing' ? a : unknown;
}

/** The one of several that ordinary code reaches and that costs most: what is constant wins over what is not known. */
export function costliest(values: readonly Value[]): Value {
  const [first, ...others] = values.filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing');
  if (!first) return values.find(({ kind }) => kind === 'nothing') ?? unknown;
  return others.reduce((most, value) => (weightOf(value) > weightOf(most) ? value : most), first);
}

function weightOf(value: Value): number {
  if (value.kind === 'number') return value.range.atLeast;
  if (value.kind === 'bigint') return Math.max(value.range.atLeast, value.bits.atLeast);
  return bytesOf(value).atLeast;
}

/** Whether a value counts as true; absent when that is open. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'truth':
      return value.truth;
    case 'nothing':
      return false;
    case 'number':
    case 'bigint':
      if (value.range.atLeast > 0 || value.range.atMost < 0) return true;
      return value.range.atLeast === 0 && value.range.atMost === 0 ? false : undefined;
    case 'text':
      if (value.length.atLeast > 0) return true;
      return value.length.atMost === 0 ? false : undefined;
    case 'unknown':
      return undefined;
    default:
      return true;
  }
}

/** The first argument of a constructor of arrays: a number is a length, a list is copied. */
export function lengthFrom(value: Value): Interval {
  if (value.kind === 'number' || value.kind === 'bigint')
    return between(Math.max(0, value.range.atLeast), value.range.atMost);
  return value.kind === 'list' || value.kind === 'buffer' ? value.length : zeroOrMore;
}
