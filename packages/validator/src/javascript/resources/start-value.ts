import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { unknown, type Value } from './values.ts';

/** What a counter is declared with. */
export function startValue(counter: ScriptNode, context: ScriptContext): Value {
  const node = unwrap(counter);
  const variable = node.type === 'Identifier' ? context.scopes.variableOf(node) : undefined;
  const declarator = variable?.defs[0]?.node;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || !declarator.init)
    return unknown;
  return resourcesOf(context).valueAt(declarator.init);
}
