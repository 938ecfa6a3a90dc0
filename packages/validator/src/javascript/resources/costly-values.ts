import type { Interval } from '../../analysis/intervals/interval.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { returnsOf } from './returns.ts';
import { bytesOf, type Value } from './values.ts';

/** An expression whose value is certain to pass a limit, while nothing that it is made of does. */
export interface CostlyValue {
  readonly node: ScriptNode;
  readonly value: Value;
  readonly size: Interval;
}

/** What a value weighs; absent when this kind of value is not the question. */
export type Measure = (value: Value) => Interval | undefined;

/** The innermost expressions that weigh more than the limit. */
export function* costlyValues(context: ScriptContext, measure: Measure, limit: number): Generator<CostlyValue> {
  const { valueAt } = resourcesOf(context);
  const { allocationBytes, numberBits } = context.policy.limits;
  const isOver = (node: ScriptNode) => {
    const value = valueAt(node);
    return value.kind === 'bigint' ? value.bits.atLeast > numberBits : bytesOf(value).atLeast > allocationBytes;
  };
  const nodes = context.tree.nodesOf(
    'CallExpression',
    'NewExpression',
    'BinaryExpression',
    'TemplateLiteral',
    'ArrayExpression',
  );
  for (const node of nodes) {
    const value = valueAt(node);
    const size = measure(value);
    if (size && size.atLeast > limit && !partsOf(node).some(isOver) && !resultsOf(node, context).some(isOver))
      yield { node, value, size };
  }
}

/** What an own function gives is found inside it, unless only the arguments of this call make it large. */
function resultsOf(node: ScriptNode, context: ScriptContext): ScriptNode[] {
  const own = node.type === 'CallExpression' ? resourcesOf(context).functions.named(node.callee) : undefined;
  return own ? returnsOf(own, context).filter((result) => result !== null) : [];
}

function partsOf(node: ScriptNode): readonly ScriptNode[] {
  switch (node.type) {
    case 'BinaryExpression':
      return [node.left, node.right];
    case 'TemplateLiteral':
      return node.expressions;
    case 'ArrayExpression':
      return node.elements.flatMap((element) => spreadOf(element));
    case 'CallExpression':
    case 'NewExpression': {
      const callee = unwrap(node.callee);
      const object = callee.type === 'MemberExpression' ? [callee.object] : [];
      return [...object, ...node.arguments.flatMap((argument) => spreadOf(argument))];
    }
    default:
      return [];
  }
}

const spreadOf = (node: ScriptNode | null): ScriptNode[] =>
  node === null ? [] : [node.type === 'SpreadElement' ? node.argument : node];
