import { isFunction, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { ScriptNode } from './tree.ts';

/** A function or class, written in place or by the name that the code gives it. */
export function isFunctionValue(expression: ScriptNode, { scopes, initial }: ScriptContext): boolean {
  const node = unwrap(expression);
  if (isFunction(node) || node.type === 'ClassExpression') return true;
  if (node.type !== 'Identifier') return false;
  const value = initial(node);
  if (value && value !== node) return isFunction(value) || value.type === 'ClassExpression';
  const definitions = scopes.variableOf(node)?.defs ?? [];
  return definitions.some(({ type }) => type === 'FunctionName' || type === 'ClassName');
}
