import { bounded, type Constant, listOf, notConstant, numberOf, textOf } from './constant.ts';
import type { Apply } from './methods.ts';

type Global = (args: readonly Constant[], apply: Apply) => Constant;

/** Functions of ECMAScript that obfuscated code puts texts together with, by the path they are called under. */
const functions: ReadonlyMap<string, Global> = new Map<string, Global>([
  ['String', ([value = '']) => textOf(value)],
  ['Number', ([value]) => numberOf(value)],
  ['Boolean', ([value]) => Boolean(value)],
  ['Array', (args) => (args.length === 1 && typeof args[0] === 'number' ? filled(args[0]) : [...args])],
  ['parseInt', ([text, radix]) => Number.parseInt(textOf(text), radix === undefined ? undefined : numberOf(radix))],
  ['parseFloat', ([text]) => Number.parseFloat(textOf(text))],
  [
    'Number.parseInt',
    ([text, radix]) => Number.parseInt(textOf(text), radix === undefined ? undefined : numberOf(radix)),
  ],
  ['atob', ([text]) => Buffer.from(textOf(text), 'base64').toString('latin1')],
  ['btoa', ([text]) => Buffer.from(textOf(text), 'latin1').toString('base64')],
  ['decodeURIComponent', ([text]) => decoded(textOf(text))],
  ['decodeURI', ([text]) => decoded(textOf(text))],
  [
    'unescape',
    ([text]) =>
      textOf(text).replaceAll(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, long, short) =>
        String.fromCharCode(Number.parseInt(long ?? short, 16)),
      ),
  ],
  ['String.fromCharCode', (args) => String.fromCharCode(...args.map(numberOf))],
  ['String.fromCodePoint', (args) => codePoints(args.map(numberOf))],
  ['Array.of', (args) => [...args]],
  ['Array.from', ([list, each], apply) => fromList(list, each, apply)],
  ['Object.keys', ([object]) => entriesOf(object).map(([key]) => key)],
  ['Object.getOwnPropertyNames', ([object]) => entriesOf(object).map(([key]) => key)],
  ['Reflect.ownKeys', ([object]) => entriesOf(object).map(([key]) => key)],
  ['Object.values', ([object]) => entriesOf(object).map(([, value]) => value)],
  ['Object.entries', ([object]) => entriesOf(object)],
  ['Object.fromEntries', ([pairs]) => new Map(listOf(pairs).map((pair) => [textOf(listOf(pair)[0]), listOf(pair)[1]]))],
  ['Object.freeze', ([value]) => value],
  ['JSON.parse', (args) => parsed(args)],
  [
    'JSON.stringify',
    (args) => (args.length === 1 && typeof args[0] === 'string' ? JSON.stringify(args[0]) : unknown()),
  ],
  ['Math.floor', ([value]) => Math.floor(numberOf(value))],
  ['Math.abs', ([value]) => Math.abs(numberOf(value))],
  ['Math.min', (args) => Math.min(...args.map(numberOf))],
  ['Math.max', (args) => Math.max(...args.map(numberOf))],
]);

/** A call of a built-in, such as `String.fromCharCode(…)`. */
export function callGlobal(path: string, args: readonly Constant[], apply: Apply): Constant {
  const called = functions.get(path) ?? unknown();
  return bounded(called(args, apply));
}

/** `new Set(…)`, `new Map(…)`, `new RegExp(…)`, `new String(…)`. */
export function constructGlobal(name: string, args: readonly Constant[]): Constant {
  const [first] = args;
  if (name === 'Set') return first === undefined ? [] : [...new Set(listOf(first))];
  if (name === 'Map')
    return new Map(
      (first === undefined ? [] : listOf(first)).map((pair) => [textOf(listOf(pair)[0]), listOf(pair)[1]]),
    );
  if (name === 'String') return textOf(first ?? '');
  if (name === 'Array') return args.length === 1 && typeof first === 'number' ? filled(first) : [...args];
  if (['Uint8Array', 'Uint16Array', 'Int32Array', 'Uint32Array'].includes(name) && Array.isArray(first))
    return first.map(numberOf);
  return unknown();
}

function unknown(): never {
  throw notConstant;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return unknown();
  }
}

const codePoints = (numbers: number[]) =>
  numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= 0x10ffff)
    ? String.fromCodePoint(...numbers)
    : unknown();

const filled = (length: number): Constant[] =>
  Number.isInteger(length) && length >= 0 && length <= 1_000 ? new Array<Constant>(length).fill(undefined) : unknown();

function fromList(list: Constant, each: Constant, apply: Apply): Constant {
  const length = list instanceof Map ? list.get('length') : undefined;
  const items = typeof length === 'number' ? filled(length) : listOf(list);
  return each === undefined ? [...items] : items.map((item, index) => apply(each, [item, index]));
}

function entriesOf(object: Constant): [string, Constant][] {
  if (object instanceof Map) return [...object];
  if (Array.isArray(object)) return object.map((item, index) => [String(index), item]);
  return unknown();
}

function parsed(args: readonly Constant[]): Constant {
  if (args.length !== 1 || typeof args[0] !== 'string') return unknown();
  try {
    return fromJson(JSON.parse(args[0]), 0);
  } catch {
    return unknown();
  }
}

function fromJson(value: unknown, depth: number): Constant {
  if (depth > 20) return unknown();
  if (Array.isArray(value)) return value.map((item) => fromJson(item, depth + 1));
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item, depth + 1)]));
  return value as Constant;
}
