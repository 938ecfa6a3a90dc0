import type { Json } from '@dtr/contracts';
import { nameOf, unwrap } from '../expressions.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';

/** The JSON value of a constant expression; absent when it is not constant or not JSON. */
export function constantOf(expression: ScriptNode): Json | undefined {
  const node = unwrap(expression);
  switch (node.type) {
    case 'Literal':
      return 'regex' in node || 'bigint' in node ? undefined : (node.value as Json);
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'UnaryExpression':
      return ofUnary(node);
    case 'ArrayExpression':
      return allOf(node.elements);
    case 'ObjectExpression':
      return ofObject(node);
    default:
      return undefined;
  }
}

function ofUnary({ operator, argument }: NodeOf<'UnaryExpression'>): Json | undefined {
  const value = constantOf(argument);
  if (operator === '-' && typeof value === 'number') return -value;
  return operator === '!' && typeof value === 'number' ? !value : undefined;
}

function allOf(nodes: readonly (ScriptNode | null)[]): Json[] | undefined {
  const values: Json[] = [];
  for (const node of nodes) {
    const value = node ? constantOf(node) : undefined;
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function ofObject({ properties }: NodeOf<'ObjectExpression'>): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of properties) {
    const name = property.type === 'Property' ? nameOf(property) : undefined;
    const value = property.type === 'Property' ? constantOf(property.value) : undefined;
    if (name === undefined || value === undefined || name === '__proto__') return undefined;
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}
