import { ceiling, floor, truncate } from '../../../analysis/intervals/arithmetic.ts';
import {
  between,
  exactly,
  type Interval,
  larger,
  onlyValue,
  smaller,
  zeroOrMore,
} from '../../../analysis/intervals/interval.ts';
import { argument, type CallSite } from '../calls.ts';
import { consume } from '../consume.ts';
import { noteBits, noteTurns } from '../limits.ts';
import { magnitude, numberOfBits } from '../number-arithmetic.ts';
import { operate } from '../operators.ts';
import { notePrecision } from '../precision.ts';
import { elementsOf } from '../sequence-arithmetic.ts';
import { joinAll, type NumberValue, numberOf, truthOf, truthValue, unknown, type Value } from '../value.ts';
import type { LibraryCall } from './index.ts';
import { quotients, sum, sumOfFloats } from './sums.ts';

/** An argument, when it is a number. */
export const numberAt = (site: CallSite, index: number, name?: string): NumberValue | undefined => {
  const value = argument(site, index, name);
  return value?.kind === 'number' ? value : undefined;
};
const mapped =
  (change: (value: Interval) => Interval): LibraryCall =>
  (site) => {
    const value = numberAt(site, 0);
    return value && numberOf(change(value.value), { isAssumed: Boolean(value.isAssumed) });
  };

/** `min` and `max` of several arguments; of one, it is consumed. One that is unknown still leaves a bound. */
function extreme(pick: (a: Interval, b: Interval) => Interval, unknownSide: Interval): LibraryCall {
  return (site) => {
    const { positional, named } = site.args;
    const [only] = positional;
    if (positional.length < 2 && only) consume(only, site);
    const values = positional.length < 2 ? only && elementsOf(only) : positional;
    if (!values || values.length === 0) return unknown;
    // With a key, it may be any of them.
    return named.has('key') ? joinAll(values) : extremeOf(values, pick, unknownSide);
  };
}

function extremeOf(values: readonly Value[], pick: (a: Interval, b: Interval) => Interval, side: Interval): Value {
  const intervals = values.map((value) => (value.kind === 'number' ? value.value : side));
  if (values.every(({ kind }) => kind !== 'number')) return unknown;
  const isFloat = values.some((value) => value.kind === 'number' && value.isFloat);
  // An argument that is not known may be a float, so nothing is claimed of whole numbers then.
  const isAssumed = values.some((value) => value.isAssumed);
  return numberOf(intervals.reduce(pick), { isFloat, isAssumed });
}

const anything = between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

const truth: LibraryCall = (site) => {
  const value = argument(site, 0);
  return truthValue(value ? truthOf(value) : false);
};

const operators = {
  add: 'Add',
  mul: 'Mult',
  pow: 'Pow',
  lshift: 'LShift',
  rshift: 'RShift',
  sub: 'Sub',
  mod: 'Mod',
  floordiv: 'FloorDiv',
  concat: 'Add',
};

const power: LibraryCall = (site) => {
  const [base, exponent, modulus] = [argument(site, 0, 'base'), argument(site, 1, 'exp'), argument(site, 2, 'mod')];
  if (modulus) return modulus.kind === 'number' ? numberOf(between(0, modulus.value.atMost)) : unknown;
  return base && exponent ? operate('Pow', base, exponent, site) : unknown;
};

/** Iterations of a key derivation are turns of a loop, whatever runs them. */
function derive(index: number, name: string): LibraryCall {
  return (site) => {
    const rounds = numberAt(site, index, name);
    if (rounds) noteTurns(rounds.value.atLeast, site, { kind: 'work', what: 'key derivation' });
    return undefined;
  };
}

const toWhole: LibraryCall = (site) => {
  const value = argument(site, 0);
  if (!value) return numberOf(exactly(0));
  if (value.kind === 'number')
    return value.isFloat ? numberOf(truncate(value.value), { isAssumed: Boolean(value.isAssumed) }) : value;
  if (value.kind === 'text' && value.text !== undefined) return wholeIn(value.text, argument(site, 1, 'base'));
  return unknown;
};

/** Digits as Python reads them: with underscores between, in another base when that is given. */
function wholeIn(text: string, base: Value | undefined): Value {
  const radix = base === undefined ? 10 : base.kind === 'number' ? onlyValue(base.value) : undefined;
  const digits = text.trim().toLowerCase();
  if (radix === undefined || radix < 2 || radix > 36 || !/^[+-]?[\da-z]+(_[\da-z]+)*$/.test(digits)) return unknown;
  const value = Number.parseInt(digits.replaceAll('_', ''), radix);
  return Number.isSafeInteger(value) ? numberOf(exactly(value), { isAssumed: Boolean(base?.isAssumed) }) : unknown;
}

const fraction: LibraryCall = (site) => {
  const [over, under] = [numberAt(site, 0), numberAt(site, 1)];
  if (!over) return undefined;
  const bits = under
    ? { atLeast: Math.max(over.bits.atLeast, under.bits.atLeast), atMost: over.bits.atMost + under.bits.atMost }
    : over.bits;
  return { kind: 'number', isFloat: false, value: under ? anything : over.value, bits };
};

const precise: LibraryCall = (site) => {
  notePrecision(argument(site, 0, 'prec') ?? site.args.named.get('prec'), site);
  return undefined;
};

export const numberCalls: readonly (readonly [string, LibraryCall])[] = [
  ['builtins.min', extreme(smaller, anything)],
  ['builtins.max', extreme(larger, anything)],
  [
    'builtins.abs',
    (site) => {
      const value = numberAt(site, 0);
      return value ? magnitude(value) : numberOf(zeroOrMore, { isFloat: true });
    },
  ],
  ['builtins.int', toWhole],
  [
    'builtins.float',
    (site) => {
      const value = numberAt(site, 0);
      return value && numberOf(value.value, { isFloat: true, isAssumed: Boolean(value.isAssumed) });
    },
  ],
  ['builtins.round', mapped((value) => between(Math.floor(value.atLeast), Math.ceil(value.atMost)))],
  ['builtins.pow', power],
  ['builtins.divmod', quotients],
  ['builtins.sum', sum],
  ['math.floor', mapped(floor)],
  ['math.ceil', mapped(ceiling)],
  ['math.trunc', mapped(truncate)],
  [
    'math.isqrt',
    mapped((value) => between(Math.floor(Math.sqrt(Math.max(0, value.atLeast))), Math.sqrt(Math.max(0, value.atMost)))),
  ],
  ['math.fsum', sumOfFloats],
  ['builtins.bool', truth],
  ['fractions.Fraction', fraction],
  ['decimal.Context', precise],
  [
    'decimal.localcontext',
    (site) => {
      notePrecision(site.args.named.get('prec'), site);
      return undefined;
    },
  ],
  ['hashlib.pbkdf2_hmac', derive(3, 'iterations')],
  [
    'random.getrandbits',
    (site) => {
      const value = numberAt(site, 0);
      return value && noteBits(numberOfBits(value.value), site);
    },
  ],
  ...Object.entries(operators).map(
    ([name, op]) =>
      [
        `operator.${name}`,
        (site: CallSite) => {
          const [left, right] = [argument(site, 0), argument(site, 1)];
          return left && right ? operate(op, left, right, site) : undefined;
        },
      ] as const,
  ),
];
