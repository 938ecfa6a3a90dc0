import type { SchemaDocument } from '@dtr/contracts';
import type { TSESTree } from '@typescript-eslint/types';
import type { Parameter, Signature } from '../../entry/signature.ts';
import type { ScriptContext } from '../script-context.ts';
import type { TopLevelFunction } from './entry-facts.ts';
import { type DocComment, docAbove } from './js-doc.ts';
import { createParameterReader } from './parameters.ts';
import { parseDocType, type TypeNode } from './parse-type.ts';
import { createTypeSchemas } from './type-schemas.ts';

/** What types, defaults and the comment above a function say about calling it. */
export function signatureOf({ name, node, statement }: TopLevelFunction, context: ScriptContext): Signature {
  const inputs = createTypeSchemas(context, true);
  const doc = docAbove(statement, context);
  const [start] = node.range;
  return {
    name,
    span: { start, end: node.body?.range[0] ?? start },
    parameters: parametersOf(node.params, createParameterReader(inputs, doc)),
    isGenerator: node.generator,
    complete: (schema) => inputs.names.complete(schema),
    ...returnsOf(node.returnType?.typeAnnotation ?? typeInDoc(doc), context),
  };
}

/** TypeScript's `this` parameter receives nothing. */
function parametersOf(
  params: readonly TSESTree.Parameter[],
  read: (node: TSESTree.Parameter) => Parameter,
): Parameter[] {
  return named(params.filter((node) => !(node.type === 'Identifier' && node.name === 'this')).map(read));
}

/** `(title, { max = 60 } = {})`: beside others, an object that is taken apart in place is passed as `options`. */
function named(parameters: readonly Parameter[]): Parameter[] {
  const [nameless, ...others] = parameters.filter(({ name }) => name === undefined);
  const isTaken = parameters.length < 2 || others.length > 0 || parameters.some(({ name }) => name === 'options');
  return parameters.map((one) => (one === nameless && !isTaken ? { ...one, name: 'options' } : one));
}

function typeInDoc(doc: DocComment | undefined): TypeNode | undefined {
  const tag = doc?.tags.find(({ tag: name }) => name === 'returns' || name === 'return');
  return tag?.type === undefined ? undefined : parseDocType(tag.type)?.type;
}

/** A function that returns nothing, or anything, says nothing about its result. */
function returnsOf(type: TypeNode | undefined, context: ScriptContext): { returns?: SchemaDocument } {
  const results = createTypeSchemas(context, false);
  const schema = results.of(type);
  return Object.keys(schema).length === 0 ? {} : { returns: results.names.complete(schema) };
}
