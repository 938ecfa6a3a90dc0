import type { Variable } from '@typescript-eslint/scope-manager';
import { atLeast } from '../../analysis/intervals/interval.ts';
import { assignmentsTo } from '../assignments.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { number, type Value } from './values.ts';

/**
 * `n !== 0` for a number that starts above zero, is only ever multiplied, divided and added to, and is not only made
 * smaller: it never gets to zero.
 */
export function staysPositive(left: ScriptNode, right: ScriptNode, context: ScriptContext): boolean {
  const node = unwrap(left);
  const zero = resourcesOf(context).valueAt(right, 'always');
  if (node.type !== 'Identifier' || zero.kind !== 'number' || zero.range.atMost !== 0 || zero.range.atLeast !== 0)
    return false;
  const variable = context.scopes.variableOf(node);
  const writes = variable ? assignmentsTo(variable).filter((use) => !use.init) : [];
  if (!variable || writes.length === 0) return false;
  const values = writes.flatMap(({ identifier }) => branchesOf(identifier as ScriptNode, variable, context));
  const isAbove = values.every((value) => value.kind === 'number' && value.range.atLeast > 0);
  return isAbove && values.some((value) => value.kind === 'number' && value.range.atLeast > 1);
}

/** What an assignment gives when the variable was one or more. */
function branchesOf(target: ScriptNode, variable: Variable, context: ScriptContext): Value[] {
  const parent = context.tree.parentOf(target);
  if (parent?.type !== 'AssignmentExpression' || parent.operator !== '=' || parent.left !== target)
    return [{ kind: 'unknown' }];
  const right = unwrap(parent.right);
  const results = right.type === 'ConditionalExpression' ? [right.consequent, right.alternate] : [right];
  const known = new Map([[variable, number(atLeast(1))]]);
  return results.map((result) => resourcesOf(context).evaluator.value(result, { mode: 'always', known, depth: 0 }));
}
