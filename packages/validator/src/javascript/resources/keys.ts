import type { Variable } from '@typescript-eslint/scope-manager';
import { assignmentsTo } from '../assignments.ts';
import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { memberName } from './methods.ts';

const deepest = 4;

/**
 * A name for a place that holds a number or a list: a variable, a member of one, or the length of a list
 * (`.size` counts as `.length`). Absent for anything computed.
 */
export function keyOf(expression: ScriptNode, context: ScriptContext, depth = 0): string | undefined {
  const node = unwrap(expression);
  if (node.type === 'Identifier') {
    const variable = context.scopes.variableOf(node) ?? context.scopes.namedBy(node);
    return variable && String(sourceOf(variable, context).$id);
  }
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression' || depth > deepest) return undefined;
  const name = memberName(node);
  const base = name === undefined ? undefined : keyOf(node.object, context, depth + 1);
  return base && `${base}.${name === 'size' ? 'length' : name}`;
}

/** `const rows = table`: another name for the same thing, as long as neither is assigned again. */
function sourceOf(variable: Variable, context: ScriptContext): Variable {
  let at = variable;
  for (let step = 0; step < deepest; step += 1) {
    const node = at.defs.length === 1 ? at.defs[0]?.node : undefined;
    const init = node?.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node.init : undefined;
    const source = init?.type === 'Identifier' ? context.scopes.variableOf(init) : undefined;
    if (!source || !isConstant(at) || !isConstant(source)) return at;
    at = source;
  }
  return at;
}

const isConstant = (variable: Variable) => assignmentsTo(variable).every((use) => use.init);
