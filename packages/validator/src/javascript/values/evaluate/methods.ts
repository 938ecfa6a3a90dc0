import { isCheapPattern } from '../../cheap-pattern.ts';
import { bounded, type Constant, isClosure, notConstant, numberOf, textOf, truthy } from './constant.ts';

/** Calls a function of the code with constants. */
export type Apply = (callee: Constant, args: readonly Constant[]) => Constant;

const plainTextMethods = new Set(
  'at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare normalize padEnd padStart repeat slice startsWith substr substring toLowerCase toString toUpperCase toWellFormed trim trimEnd trimStart valueOf'.split(
    ' ',
  ),
);

/** `'text'.method(…)`. */
export function onText(text: string, name: string, args: readonly Constant[], apply: Apply): Constant {
  const [first, second] = args;
  if (first instanceof RegExp && (text.length > 1_000 || !isCheapPattern(first.source))) throw notConstant;
  if (name === 'split') return splitBy(text, first, second);
  if (name === 'replace' || name === 'replaceAll') return replaced(text, name, first, second, apply);
  if (name === 'match' || name === 'matchAll') return matched(text, first);
  if (!plainTextMethods.has(name)) throw notConstant;
  if (name === 'repeat' && numberOf(first) * text.length > 10_000) throw notConstant;
  if (name.startsWith('pad') && numberOf(first) > 10_000) throw notConstant;
  const method = (text as unknown as Record<string, (...args: unknown[]) => string | number | boolean>)[name];
  return bounded(method?.call(text, ...args.map(plain)));
}

const plain = (value: Constant) => (typeof value === 'object' && value !== null ? textOf(value) : value);

function splitBy(text: string, separator: Constant, limit: Constant): Constant {
  if (separator === undefined) return [text];
  return bounded(
    text.split(
      separator instanceof RegExp ? separator : textOf(separator),
      limit === undefined ? undefined : numberOf(limit),
    ),
  );
}

function replaced(text: string, name: 'replace' | 'replaceAll', from: Constant, to: Constant, apply: Apply): Constant {
  const pattern = from instanceof RegExp ? from : textOf(from);
  if (isClosure(to))
    return bounded(
      text[name](pattern, (...found: Constant[]) =>
        textOf(
          apply(
            to,
            found.filter((part) => typeof part !== 'object'),
          ),
        ),
      ),
    );
  return bounded(text[name](pattern, textOf(to)));
}

function matched(text: string, pattern: Constant): Constant {
  if (!(pattern instanceof RegExp)) throw notConstant;
  if (!pattern.global) throw notConstant;
  return [...(text.match(pattern) ?? [])];
}

/** `[…].method(…)`; nothing here changes the list. */
export function onList(list: Constant[], name: string, args: readonly Constant[], apply: Apply): Constant {
  const [first, second] = args;
  const each = <Result>(use: (item: Constant, index: number) => Result) => list.map(use);
  const test = (item: Constant, index: number) => truthy(apply(first, [item, index, list]));
  switch (name) {
    case 'join':
      return bounded(
        each((item) => (item === null || item === undefined ? '' : textOf(item))).join(
          first === undefined ? ',' : textOf(first),
        ),
      );
    case 'map':
      return each((item, index) => apply(first, [item, index, list]));
    case 'flatMap':
      return bounded(each((item, index) => apply(first, [item, index, list])).flat() as Constant[]);
    case 'filter':
      return list.filter(test);
    case 'find':
      return list.find(test);
    case 'some':
      return list.some(test);
    case 'every':
      return list.every(test);
    case 'reduce':
    case 'reduceRight':
      return reduced(name === 'reduce' ? list : list.toReversed(), args, apply);
    case 'reverse':
    case 'toReversed':
      return list.toReversed();
    case 'sort':
    case 'toSorted':
      return sorted(list, first, apply);
    case 'slice':
      return list.slice(first === undefined ? 0 : numberOf(first), second === undefined ? undefined : numberOf(second));
    case 'concat':
      return bounded([...list, ...args.flat()] as Constant[]);
    case 'flat':
      return bounded(flattened(list, first === undefined ? 1 : numberOf(first)));
    case 'at':
      return list.at(numberOf(first));
    case 'pop':
      return list.at(-1);
    case 'shift':
      return list[0];
    case 'indexOf':
      return list.indexOf(first);
    case 'includes':
    case 'has':
      return list.includes(first);
    case 'entries':
      return each((item, index) => [index, item]);
    case 'keys':
      return each((_, index) => index);
    case 'values':
    case 'toArray':
      return [...list];
    case 'toString':
      return textOf(list);
    default:
      throw notConstant;
  }
}

function flattened(list: readonly Constant[], depth: number): Constant[] {
  if (depth < 1) return [...list];
  return list.flatMap((item) => (Array.isArray(item) ? flattened(item, Math.min(depth, 8) - 1) : [item]));
}

function reduced(list: Constant[], args: readonly Constant[], apply: Apply): Constant {
  const [callback, start] = args;
  if (args.length < 2 && list.length === 0) throw notConstant;
  const rest = args.length < 2 ? list.slice(1) : list;
  return rest.reduce(
    (sum, item, index) => apply(callback, [sum, item, args.length < 2 ? index + 1 : index]),
    args.length < 2 ? list[0] : start,
  );
}

function sorted(list: Constant[], compare: Constant, apply: Apply): Constant {
  if (compare === undefined)
    return list.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b))));
  return list.toSorted((a, b) => numberOf(apply(compare, [a, b])));
}

/** Indexing by a constant: `list[1]`, `text.length`, `table.key`, `pattern.source`, `own.name`. */
export function memberOf(object: Constant, key: string): Constant {
  if (typeof object === 'string' || Array.isArray(object)) {
    if (key === 'length') return object.length;
    return /^\d+$/.test(key) ? object[Number(key)] : missing(key);
  }
  if (object instanceof RegExp && (key === 'source' || key === 'flags')) return object[key];
  if (object instanceof Map) return object.has(key) ? object.get(key) : missing(key);
  if (isClosure(object) && key === 'name') return object.node.id?.name ?? missing(key);
  throw notConstant;
}

/** JSFuck begins with `[][[]]`: no built-in has an empty name. */
function missing(key: string): undefined {
  if (key === '' || key === 'undefined') return undefined;
  throw notConstant;
}
