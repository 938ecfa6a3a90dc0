import { add, negate } from '../../analysis/intervals/arithmetic.ts';
import { anyNumber, between, exactly } from '../../analysis/intervals/interval.ts';
import { isFunction } from '../expressions.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { valueOfCall } from './call-values.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import { valueOfMember } from './member-values.ts';
import { valueOfName } from './name-values.ts';
import { applyOperator, asText } from './operators.ts';
import {
  bigint,
  costliest,
  either,
  exactText,
  lengthOf,
  listOf,
  nothing,
  number,
  textOf,
  truth,
  truthOf,
  unknown,
  type Value,
} from './values.ts';

/** What an expression gives, by its kind; names, members and calls have their own files. */
export function valueOfExpression(node: ScriptNode, frame: Frame, evaluator: Evaluator): Value {
  if (isFunction(node)) return { kind: 'function', node };
  const value = (child: ScriptNode) => evaluator.value(child, frame);
  switch (node.type) {
    case 'Literal':
      return ofLiteral(node);
    case 'TemplateLiteral':
      return ofTemplate(node, value);
    case 'Identifier':
      return valueOfName(node, frame, evaluator);
    case 'UnaryExpression':
      return ofUnary(node, value(node.argument));
    case 'BinaryExpression':
      if (node.left.type === 'PrivateIdentifier') return unknown;
      if (isNaNName(node.left, evaluator) || isNaNName(node.right, evaluator)) return withNaN(node.operator);
      return applyOperator(node.operator, value(node.left), value(node.right));
    case 'LogicalExpression':
      return ofLogical(node, frame, value);
    case 'ConditionalExpression':
      return ofConditional(node, frame, value);
    case 'SequenceExpression':
      return value(node.expressions.at(-1) ?? node);
    case 'AssignmentExpression':
      return node.operator === '=' ? value(node.right) : unknown;
    case 'AwaitExpression':
      return value(node.argument);
    case 'ArrayExpression':
      return ofArray(node, value);
    case 'ObjectExpression':
    case 'ClassExpression':
      return { kind: 'object', node };
    case 'MemberExpression':
      return valueOfMember(node, frame, evaluator);
    case 'CallExpression':
    case 'NewExpression':
      return valueOfCall(node, frame, evaluator);
    default:
      return unknown;
  }
}

const isNaNName = (node: ScriptNode, { context: { scopes } }: Evaluator) =>
  node.type === 'Identifier' && node.name === 'NaN' && scopes.isFree(node);

/** Nothing is equal to NaN, not even itself. */
function withNaN(operator: string): Value {
  if (operator === '!==' || operator === '!=') return truth(true);
  return operator.includes('=') || operator === '<' || operator === '>' ? truth(false) : number(anyNumber);
}

function ofLiteral(node: NodeOf<'Literal'>): Value {
  if ('bigint' in node) return bigint(exactly(Number(node.bigint)));
  if (typeof node.value === 'number') return number(exactly(node.value));
  if (typeof node.value === 'string') return exactText(node.value);
  if (typeof node.value === 'boolean') return truth(node.value);
  return node.value === null && !('regex' in node) ? nothing : unknown;
}

function ofTemplate({ quasis, expressions }: NodeOf<'TemplateLiteral'>, value: (node: ScriptNode) => Value): Value {
  const parts = [...quasis.map(({ value: { cooked } }) => exactText(cooked ?? '')), ...expressions.map(value)];
  if (expressions.length === 0) return parts[0] ?? unknown;
  return textOf(parts.reduce((sum, part) => add(sum, asText(part).length), exactly(0)));
}

function ofUnary({ operator }: NodeOf<'UnaryExpression'>, value: Value): Value {
  const isTrue = truthOf(value);
  if (operator === '!') return isTrue === undefined ? unknown : truth(!isTrue);
  if (operator === 'void') return nothing;
  if (operator === '-' && value.kind === 'bigint') return bigint(negate(value.range), value.bits);
  if (operator === '-' && value.kind === 'number') return number(negate(value.range));
  if (operator === '+') return value.kind === 'number' ? value : number(anyNumber);
  if (operator === '~' && value.kind === 'number') return applyOperator('^', value, number(exactly(-1)));
  return unknown;
}

function ofLogical(node: NodeOf<'LogicalExpression'>, { mode }: Frame, value: (node: ScriptNode) => Value): Value {
  const left = value(node.left);
  const isTrue = truthOf(left);
  const right = isTrue === (node.operator === '||') ? left : value(node.right);
  // `x && false` and `x || true` are known whatever `x` is.
  if (node.operator === '&&') return isTrue !== undefined || truthOf(right) === false ? asTruth(right) : unknown;
  if (node.operator === '||' && isTrue !== undefined) return right;
  if (node.operator === '??' && left.kind === 'nothing') return value(node.right);
  if (node.operator === '??' && left.kind !== 'unknown') return left;
  if (node.operator === '||' && right.kind === 'truth' && right.truth) return right;
  return mode === 'ordinary' ? costliest([left, right]) : either(left, right);
}

const asTruth = (value: Value) => (truthOf(value) === false ? truth(false) : value);

function ofConditional(
  { test, consequent, alternate }: NodeOf<'ConditionalExpression'>,
  { mode }: Frame,
  value: (node: ScriptNode) => Value,
): Value {
  const isTrue = truthOf(value(test));
  if (isTrue !== undefined) return value(isTrue ? consequent : alternate);
  const branches = [value(consequent), value(alternate)] as const;
  // A branch that depends on the input makes the constant beside it a bound, as in `n > 100 ? 100 : n`.
  const isConstant = branches.every((branch) => branch.kind !== 'unknown' && Number.isFinite(lowEnd(branch)));
  return mode === 'ordinary' && isConstant ? costliest(branches) : either(...branches);
}

const lowEnd = (value: Value) => (value.kind === 'number' || value.kind === 'bigint' ? value.range.atLeast : 0);

const keptItems = 64;

function ofArray({ elements }: NodeOf<'ArrayExpression'>, value: (node: ScriptNode) => Value): Value {
  const hasSpread = elements.some((element) => element?.type === 'SpreadElement');
  if (!hasSpread && elements.length <= keptItems) {
    const items = elements.map((element) => (element ? value(element) : nothing));
    return listOf(exactly(elements.length), { items });
  }
  const lengths = elements.map((element) =>
    element?.type === 'SpreadElement' ? spreadLength(value(element.argument)) : exactly(1),
  );
  const spread = elements.length === 1 && elements[0]?.type === 'SpreadElement' ? value(elements[0].argument) : unknown;
  const each = spread.kind === 'list' ? spread.each : undefined;
  return listOf(lengths.reduce(add, exactly(0)), each ? { each, isShared: true } : {});
}

const spreadLength = (value: Value) =>
  value.kind === 'list' || value.kind === 'text' || value.kind === 'buffer'
    ? lengthOf(value)
    : between(0, Number.POSITIVE_INFINITY);
