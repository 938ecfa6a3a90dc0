import { nameOf } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import type { Onward, Place } from './flow.ts';

/** A name that is used more often is not followed. */
const mostUses = 200;

/** All uses of the names that a pattern gives to the value. */
export function bind(pattern: ScriptNode, fields: readonly string[], context: ScriptContext): Onward {
  const found: Place[] = [];
  const pending: Place[] = [{ node: pattern, fields }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node } = next;
    if (node.type === 'Identifier') {
      const uses = usesOf(node, next.fields, context);
      if (uses.length > mostUses) return undefined;
      found.push(...uses);
    } else {
      const parts = partsOf(node, next.fields);
      if (!parts) return undefined;
      pending.push(...parts);
    }
  }
  return found;
}

function usesOf(name: Extract<ScriptNode, { type: 'Identifier' }>, fields: readonly string[], context: ScriptContext) {
  const { scopes } = context;
  const variable = scopes.namedBy(name) ?? scopes.variableOf(name);
  return (variable?.references ?? [])
    .filter(({ identifier, init }) => identifier !== name && !init)
    .map(({ identifier }) => ({ node: identifier as ScriptNode, fields }));
}

function partsOf(pattern: ScriptNode, fields: readonly string[]): readonly Place[] | undefined {
  switch (pattern.type) {
    case 'AssignmentPattern':
      return [{ node: pattern.left, fields }];
    case 'RestElement':
      return [{ node: pattern.argument, fields }];
    case 'ArrayPattern':
      return pattern.elements.flatMap((node) => (node ? [{ node, fields }] : []));
    case 'ObjectPattern':
      return fieldsOf(pattern, fields);
    default:
      return undefined;
  }
}

function fieldsOf(
  { properties }: Extract<ScriptNode, { type: 'ObjectPattern' }>,
  fields: readonly string[],
): readonly Place[] | undefined {
  const [field, ...more] = fields;
  const parts: Place[] = [];
  for (const property of properties) {
    if (property.type === 'RestElement') parts.push({ node: property.argument, fields });
    else if (field === undefined || property.computed) return undefined;
    else if (nameOf(property) === field) parts.push({ node: property.value, fields: more });
  }
  return parts;
}
