import { unwrap } from '../expressions.ts';
import type { Evaluator, Frame } from './evaluate.ts';
import type { CallNode } from './functions.ts';
import { valueOfGlobalCall } from './global-calls.ts';
import { nameOfKey } from './member-values.ts';
import { valueOfMethod } from './method-values.ts';
import { argumentsOf, valueOfOwn } from './own-calls.ts';
import { valueOfStaticCall } from './static-calls.ts';
import { unknown, type Value } from './values.ts';

/** What a call gives: of a built-in by its rule, of an own function by its `return`s. */
export function valueOfCall(node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier' && evaluator.context.scopes.isFree(callee))
    return valueOfGlobalCall(callee.name, node, frame, evaluator);
  if (node.type === 'NewExpression') return unknown;
  const own = evaluator.functions.named(callee);
  if (own) return valueOfOwn(own, argumentsOf(node, frame, evaluator), frame, evaluator);
  if (callee.type !== 'MemberExpression') return unknown;
  const name = nameOfKey(callee, evaluator) ?? '';
  const object = unwrap(callee.object);
  if (object.type === 'Identifier' && evaluator.context.scopes.isFree(object))
    return valueOfStaticCall(`${object.name}.${name}`, node, frame, evaluator);
  return valueOfMethod(evaluator.value(object, frame), name, node, frame, evaluator);
}
