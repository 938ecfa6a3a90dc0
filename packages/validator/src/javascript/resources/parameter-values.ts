import type { Variable } from '@typescript-eslint/scope-manager';
import { anyNumber, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { type FunctionNode, isFunction } from '../expressions.ts';
import type { ScriptNode } from '../tree.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import type { CallNode } from './functions.ts';
import { placeIn } from './patterns.ts';
import { anyText, bigint, costliest, either, listOf, nothing, number, unknown, type Value } from './values.ts';

/**
 * What a parameter holds. Ordinary calls leave out what has a default; a function of the code's own gets what its
 * calls pass.
 */
export function valueOfParameter(variable: Variable, frame: Frame, evaluator: Evaluator): Value {
  const node = variable.defs[0]?.node as ScriptNode | undefined;
  if (!isFunction(node)) return unknown;
  const index = node.params.findIndex((parameter) => binds(parameter, variable));
  const parameter = node.params[index];
  if (!parameter) return unknown;
  const value = ofPassed(node, index, frame, evaluator) ?? unknown;
  const found = parameter.type === 'Identifier' ? value : ofPattern(parameter, variable, value, frame, evaluator);
  return found.kind === 'unknown' ? ofType(parameter) : found;
}

const binds = (parameter: ScriptNode, variable: Variable) => {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return variable.identifiers.some((name) => name === target) || placeIn(target, variable) !== undefined;
};

function ofPattern(
  parameter: ScriptNode,
  variable: Variable,
  passed: Value,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const [target, fallback] =
    parameter.type === 'AssignmentPattern' ? [parameter.left, parameter.right] : [parameter, undefined];
  if (variable.identifiers.some((name) => name === target)) {
    if (!fallback || (passed.kind !== 'unknown' && passed.kind !== 'nothing')) return passed;
    return frame.mode === 'ordinary' || passed.kind === 'nothing' ? evaluator.value(fallback, frame) : unknown;
  }
  const place = frame.mode === 'ordinary' ? placeIn(target, variable) : undefined;
  return place?.fallback ? evaluator.value(place.fallback, frame) : unknown;
}

/** What the calls pass; absent when others may call it. */
function ofPassed(node: FunctionNode, index: number, frame: Frame, evaluator: Evaluator): Value | undefined {
  const calls = evaluator.functions.callsOf(node);
  if (!calls) return ofCallback(node, index, frame, evaluator);
  const outer: Frame = { mode: frame.mode, depth: frame.depth };
  const values = calls.map((call) => argumentAt(call, index, outer, evaluator));
  const [first, ...others] = values;
  if (!first) return undefined;
  return frame.mode === 'ordinary' ? costliest(values) : others.reduce(either, first);
}

function argumentAt({ arguments: args }: CallNode, index: number, frame: Frame, evaluator: Evaluator): Value {
  if (args.slice(0, index + 1).some(({ type }) => type === 'SpreadElement')) return unknown;
  const argument = args[index];
  return argument ? evaluator.value(argument, frame) : nothing;
}

/** The index that `map`, `forEach` and the like hand to their callback. */
function ofCallback(node: FunctionNode, index: number, _frame: Frame, { context: { tree } }: Evaluator) {
  const call = tree.parentOf(node);
  const isCallback =
    call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && call.arguments[0] === node;
  return isCallback && index === 1 ? number(zeroOrMore) : undefined;
}

/** The kind that a type annotation names. */
function ofType(parameter: ScriptNode): Value {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  const annotation = target.type === 'Identifier' ? target.typeAnnotation?.typeAnnotation : undefined;
  switch (annotation?.type) {
    case 'TSStringKeyword':
      return anyText;
    case 'TSNumberKeyword':
      return number(anyNumber);
    case 'TSBigIntKeyword':
      return bigint(anyNumber, zeroOrMore);
    case 'TSArrayType':
      return listOf(zeroOrMore);
    default:
      return unknown;
  }
}
