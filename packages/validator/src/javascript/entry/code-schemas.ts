import type { CodeSchema } from '../../entry/field-reads.ts';
import { isJsonObject } from '../../schema/schema-parts.ts';
import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';
import { constantOf } from './constants.ts';

/** Members by which an object shows that it is a schema. */
const marks = ['$ref', '$defs', '$schema', 'properties'];

/** Objects in variables of the code, or one level inside, that are JSON Schemas. */
export function codeSchemas({ tree }: ScriptContext): CodeSchema[] {
  return tree.nodesOf('VariableDeclarator').flatMap(({ id, init }) => {
    const value = init && unwrap(init);
    if (id.type !== 'Identifier' || value?.type !== 'ObjectExpression') return [];
    return [{ name: id.name, node: value }, ...entriesOf(value)].flatMap(({ name, node }) => {
      const schema = constantOf(node);
      if (!isJsonObject(schema) || !marks.some((mark) => Object.hasOwn(schema, mark))) return [];
      return [{ name, schema, placeOf: (pointer: string) => spanOf(nodeAt(node, pointer)) }];
    });
  });
}

function entriesOf({ properties }: NodeOf<'ObjectExpression'>): { name: string; node: NodeOf<'ObjectExpression'> }[] {
  return properties.flatMap((property) => {
    const value = property.type === 'Property' ? unwrap(property.value) : undefined;
    return value?.type === 'ObjectExpression' ? [{ name: nameOf(property) ?? '', node: value }] : [];
  });
}

function nodeAt(node: ScriptNode, pointer: string): ScriptNode {
  let at = node;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = memberOf(unwrap(at), key);
    if (!next) return at;
    at = next;
  }
  return at;
}

function memberOf(node: ScriptNode, key: string): ScriptNode | undefined {
  if (node.type === 'ArrayExpression') return node.elements[Number(key)] ?? undefined;
  if (node.type !== 'ObjectExpression') return undefined;
  const property = node.properties.find((one) => one.type === 'Property' && nameOf(one) === key);
  return property?.type === 'Property' ? property.value : undefined;
}
