import type { CodeSchema } from '../../entry/field-reads.ts';
import { isJsonObject } from '../../schema/schema-parts.ts';
import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { constantOf } from './constants.ts';

/** Members by which a dictionary shows that it is a schema. */
const marks = ['$ref', '$defs', '$schema', 'properties'];

/** Dictionaries at the top level of the code, or one level inside, that are JSON Schemas. */
export function codeSchemas({ tree, spanOf }: PythonContext): CodeSchema[] {
  return tree.module.body.flatMap((statement) => {
    if (statement.nodeType !== 'Assign' && statement.nodeType !== 'AnnAssign') return [];
    const target = statement.nodeType === 'Assign' ? statement.targets[0] : statement.target;
    const { value } = statement;
    if (target?.nodeType !== 'Name' || value?.nodeType !== 'Dict') return [];
    return [{ name: target.id, node: value }, ...entriesOf(value)].flatMap(({ name, node }) => {
      const schema = constantOf(node);
      if (!isJsonObject(schema) || !marks.some((mark) => Object.hasOwn(schema, mark))) return [];
      return [{ name, schema, placeOf: (pointer: string) => spanOf(nodeAt(node, pointer)) }];
    });
  });
}

function entriesOf({ keys, values }: PyOf<'Dict'>): { name: string; node: PyOf<'Dict'> }[] {
  return values.flatMap((node, index) => {
    const key = keys[index];
    const name = key?.nodeType === 'Constant' ? String(key.value) : '';
    return node.nodeType === 'Dict' ? [{ name, node }] : [];
  });
}

function nodeAt(node: PyExpression, pointer: string): PyExpression {
  let at = node;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const dictionary = at.nodeType === 'Dict' ? at : undefined;
    const index = dictionary?.keys.findIndex((one) => one?.nodeType === 'Constant' && one.value === key) ?? Number(key);
    const next = dictionary ? dictionary.values[index] : 'elts' in at ? at.elts[Number(key)] : undefined;
    if (!next) return at;
    at = next;
  }
  return at;
}
