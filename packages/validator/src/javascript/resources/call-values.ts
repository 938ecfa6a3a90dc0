import type { Variable } from '@typescript-eslint/scope-manager';
import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import {
  anyNumber,
  between,
  exactly,
  type Interval,
  larger,
  smaller,
  zeroOrMore,
} from '../../analysis/intervals/interval.ts';
import { assignmentsTo } from '../assignments.ts';
import { type FunctionNode, unwrap } from '../expressions.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import type { CallNode } from './functions.ts';
import { nameOfKey } from './member-values.ts';
import { valueOfMethod } from './method-values.ts';
import { asText } from './operators.ts';
import { returnsOf } from './returns.ts';
import {
  bigint,
  costliest,
  either,
  lengthOf,
  listOf,
  nothing,
  number,
  rangeOf,
  truthOf,
  unknown,
  type Value,
} from './values.ts';

/** What a call gives: of a built-in by its rule, of an own function by its `return`s. */
export function valueOfCall(node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier' && evaluator.context.scopes.isFree(callee))
    return ofGlobal(callee.name, node, frame, evaluator);
  if (node.type === 'NewExpression') return unknown;
  const own = evaluator.functions.named(callee);
  if (own) return valueOfOwn(own, argumentsOf(node, frame, evaluator), frame, evaluator);
  if (callee.type !== 'MemberExpression') return unknown;
  const name = nameOfKey(callee, evaluator) ?? '';
  const object = unwrap(callee.object);
  if (object.type === 'Identifier' && evaluator.context.scopes.isFree(object))
    return ofStatic(`${object.name}.${name}`, node, frame, evaluator);
  return valueOfMethod(evaluator.value(object, frame), name, node, frame, evaluator);
}

export const argumentsOf = ({ arguments: args }: CallNode, frame: Frame, evaluator: Evaluator): Value[] =>
  args.map((argument) => (argument.type === 'SpreadElement' ? unknown : evaluator.value(argument, frame)));

/** Calls inside calls that are followed; a function inside itself is not. */
const mostCalls = 4;

/** The result of a function of the code's own, with these arguments. */
export function valueOfOwn(own: FunctionNode, args: readonly Value[], frame: Frame, evaluator: Evaluator): Value {
  const calls = frame.calls ?? [];
  if (calls.length >= mostCalls || calls.includes(own) || own.generator) return unknown;
  const results = returnsOf(own, evaluator.context);
  if (results.length > mostResults) return unknown;
  const known = new Map(frame.known);
  for (const [index, parameter] of own.params.entries()) bind(parameter, args[index], known, evaluator);
  const inside: Frame = { mode: frame.mode, depth: frame.depth + 1, known, calls: [...calls, own] };
  const values = results.map((result) => (result ? evaluator.value(result, inside) : nothing));
  const [first, ...others] = values;
  if (!first) return nothing;
  return frame.mode === 'ordinary' ? costliest(values) : others.reduce(either, first);
}

const mostResults = 6;

function bind(parameter: ScriptNode, value: Value | undefined, known: Map<Variable, Value>, { context }: Evaluator) {
  if (parameter.type !== 'Identifier' || !value) return;
  const variable = context.scopes.namedBy(parameter);
  const isConstant = variable && assignmentsTo(variable).length === 0;
  if (variable && isConstant) known.set(variable, value);
}

const typedArrays: Readonly<Record<string, number>> = {
  ArrayBuffer: 1,
  Int8Array: 1,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Float16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
};

function ofGlobal(name: string, node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const args = argumentsOf(node, frame, evaluator);
  const [first = nothing] = args;
  const bytesEach = typedArrays[name];
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

/** The first argument of a constructor of arrays: a number is a length, a list is copied. */
function lengthFrom(value: Value): Interval {
  if (value.kind === 'number' || value.kind === 'bigint')
    return between(Math.max(0, value.range.atLeast), value.range.atMost);
  return value.kind === 'list' || value.kind === 'buffer' ? value.length : zeroOrMore;
}

const onNumbers: Readonly<Record<string, (a: Interval, b: Interval) => Interval>> = {
  'Math.floor': arithmetic.floor,
  'Math.ceil': arithmetic.ceiling,
  'Math.trunc': arithmetic.truncate,
  'Math.round': (a) => arithmetic.floor(arithmetic.add(a, exactly(0.5))),
  'Math.abs': arithmetic.absolute,
  'Math.pow': arithmetic.power,
  'Math.sqrt': (a) => (a.atLeast >= 0 ? between(Math.sqrt(a.atLeast), Math.sqrt(a.atMost)) : anyNumber),
  'Math.random': () => between(0, 1),
  'Date.now': () => zeroOrMore,
};

function ofStatic(path: string, node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const args = argumentsOf(node, frame, evaluator);
  const [first = nothing, second = nothing] = args;
  const onNumber = onNumbers[path];
  if (onNumber) return number(onNumber(rangeOf(first), rangeOf(second)));
  switch (path) {
    case 'Math.min':
      return extreme(node, args, smaller);
    case 'Math.max':
      return extreme(node, args, larger);
    case 'Object.freeze':
    case 'Object.seal':
    case 'structuredClone':
      return first;
    case 'Array.of':
      return listOf(exactly(args.length), { items: args });
    case 'Array.from':
      return fromIterable(node, first, frame, evaluator);
    case 'BigInt.asUintN':
    case 'BigInt.asIntN':
      return bigint(anyNumber, between(0, rangeOf(first).atMost));
    default:
      return typedFrom(path, node, first, frame, evaluator);
  }
}

function extreme({ arguments: args }: CallNode, values: readonly Value[], pick: typeof smaller): Value {
  if (values.length === 0 || args.some(({ type }) => type === 'SpreadElement')) return number(anyNumber);
  const [head = anyNumber, ...others] = values.map(rangeOf);
  return number(others.reduce(pick, head));
}

/** `Array.from({ length: n }, make)`, and of a list or text. */
function fromIterable(node: CallNode, first: Value, frame: Frame, evaluator: Evaluator): Value {
  const [source, make] = node.arguments;
  const length = lengthOfSource(first, frame, evaluator);
  const callback = make && evaluator.functions.named(make);
  if (!source || !callback)
    return listOf(length, first.kind === 'list' && first.each ? { each: first.each, isShared: true } : {});
  return listOf(length, { each: valueOfOwn(callback, [unknown, number(zeroOrMore)], frame, evaluator) });
}

function lengthOfSource(source: Value, frame: Frame, evaluator: Evaluator): Interval {
  if (source.kind !== 'object' || source.node.type !== 'ObjectExpression') return lengthOf(source);
  for (const property of source.node.properties)
    if (property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'length')
      return lengthFrom(evaluator.value(property.value, frame));
  return zeroOrMore;
}

function typedFrom(path: string, _node: CallNode, first: Value, frame: Frame, evaluator: Evaluator): Value {
  const [name = '', method] = path.split('.');
  const bytesEach = typedArrays[name];
  if (bytesEach === undefined || method !== 'from') return unknown;
  return { kind: 'buffer', length: lengthOfSource(first, frame, evaluator), bytesEach };
}

export type CallExpression = NodeOf<'CallExpression'>;
