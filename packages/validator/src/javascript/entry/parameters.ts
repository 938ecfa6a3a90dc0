import type { Json, SchemaDocument } from '@dtr/contracts';
import type { TSESTree } from '@typescript-eslint/types';
import type { Parameter } from '../../entry/signature.ts';
import {
  described,
  hasProperties,
  isObjectSchema,
  objectOf,
  type Property,
  typeOfJson,
} from '../../schema/schema-parts.ts';
import { nameOf } from '../expressions.ts';
import { type ScriptNode, spanOf } from '../tree.ts';
import { constantOf } from './constants.ts';
import type { DocComment, DocTag } from './js-doc.ts';
import { docDefault, docProperty } from './local-types.ts';
import { mayBeUndefined } from './object-types.ts';
import { parseDocType, type TypeNode } from './parse-type.ts';
import type { TypeSchemas } from './type-schemas.ts';

/** What one parameter is written as. */
interface Written {
  readonly target: ScriptNode;
  readonly fallback?: ScriptNode;
  readonly tag?: DocTag;
  readonly type?: TypeNode;
}

/** Reads parameters in their order: names from the code, types from TypeScript or JSDoc, defaults from both. */
export function createParameterReader(types: TypeSchemas, doc: DocComment | undefined) {
  const tags = (doc?.tags ?? []).filter(({ tag }) => ['param', 'arg', 'argument'].includes(tag));
  const owners = tags.filter(({ name }) => !name?.includes('.'));
  const byName = new Map(owners.map((tag) => [tag.name, tag]));
  const byOwner = detailsByOwner(tags);
  let position = 0;
  return (node: TSESTree.Parameter): Parameter => {
    const written = unfold(node);
    const name = written.target.type === 'Identifier' ? written.target.name : undefined;
    // A destructured parameter has no name in the code; its tag is found by place.
    const tag = name === undefined ? owners[position] : byName.get(name);
    position += 1;
    const details = tag?.name ? (byOwner.get(tag.name) ?? []) : [];
    return toParameter(node, { ...written, ...(tag ? { tag } : {}) }, details, types);
  };
}

/** Tags such as `options.limit`, by the parameter they belong to. */
function detailsByOwner(tags: readonly DocTag[]): ReadonlyMap<string, readonly DocTag[]> {
  const details = new Map<string, DocTag[]>();
  for (const tag of tags) {
    const [owner = '', ...path] = tag.name?.split('.') ?? [];
    if (path.length > 0) details.set(owner, [...(details.get(owner) ?? []), tag]);
  }
  return details;
}

function unfold(node: ScriptNode): Written {
  if (node.type === 'AssignmentPattern') return { ...unfold(node.left), fallback: node.right };
  if (node.type === 'RestElement') return typed(node.argument, node.typeAnnotation);
  if (node.type === 'TSParameterProperty') return unfold(node.parameter);
  return typed(
    node,
    'typeAnnotation' in node ? (node.typeAnnotation as TSESTree.TSTypeAnnotation | undefined) : undefined,
  );
}

function typed(target: ScriptNode, annotation: TSESTree.TSTypeAnnotation | null | undefined): Written {
  return annotation ? { target, type: annotation.typeAnnotation } : { target };
}

function toParameter(
  node: TSESTree.Parameter,
  written: Written,
  details: readonly DocTag[],
  types: TypeSchemas,
): Parameter {
  const { target, fallback, tag } = written;
  const inDoc = tag?.type === undefined ? undefined : parseDocType(tag.type);
  const type = written.type ?? inDoc?.type;
  const value = fallback ? constantOf(fallback) : tag && docDefault(tag);
  const isOptional = Boolean(
    fallback || tag?.isOptional || inDoc?.isOptional || ('optional' in target && target.optional),
  );
  return {
    ...(target.type === 'Identifier' ? { name: target.name } : {}),
    kind: node.type === 'RestElement' ? 'rest' : 'plain',
    isRequired: !isOptional && !mayBeUndefined(type) && node.type !== 'RestElement',
    isTyped: Boolean(type) || details.length > 0,
    schema: schemaFor({ target, type, value, details }, types),
    span: spanOf(node),
    ...(written.type && inDoc ? { documented: types.of(inDoc.type) } : {}),
    ...(tag?.text ? { description: tag.text } : {}),
    ...(value === undefined ? {} : { default: value }),
  };
}

interface Known {
  readonly target: ScriptNode;
  readonly type: TypeNode | undefined;
  readonly value: Json | undefined;
  readonly details: readonly DocTag[];
}

/** The declared type; else what the pattern, the detail tags or the default value show. */
function schemaFor({ target, type, value, details }: Known, types: TypeSchemas): SchemaDocument {
  const declared = types.of(type);
  const convert = (one: TypeNode | undefined) => types.of(one, 1);
  const isVague = Object.keys(declared).length === 0 || (isObjectSchema(declared) && !hasProperties(declared));
  if (details.length > 0 && isVague) {
    const properties = details.filter(({ name = '' }) => name.split('.').length === 2);
    return objectOf(
      withDefaults(
        properties.map((tag) => docProperty(tag, convert)),
        target,
      ),
      types.isClosed,
    );
  }
  if (target.type === 'ObjectPattern') return ofPattern(target, declared, types.isClosed);
  if (type || value === undefined || value === null) return declared;
  return { type: typeof value === 'number' ? 'number' : typeOfJson(value) };
}

/** `({ text, limit = 10 })`: the properties it names, with what their types and defaults say. */
function ofPattern(pattern: TSESTree.ObjectPattern, declared: SchemaDocument, isClosed: boolean): SchemaDocument {
  if (hasProperties(declared)) return declared;
  const hasRest = pattern.properties.some(({ type }) => type === 'RestElement');
  return objectOf(fieldsOf(pattern), isClosed && !hasRest);
}

function fieldsOf(pattern: TSESTree.ObjectPattern): Property[] {
  return pattern.properties.flatMap((property) => {
    const name = property.type === 'Property' ? nameOf(property) : undefined;
    if (property.type !== 'Property' || name === undefined) return [];
    const fallback = property.value.type === 'AssignmentPattern' ? property.value.right : undefined;
    const value = fallback && constantOf(fallback);
    const type =
      value === undefined || value === null ? {} : { type: typeof value === 'number' ? 'number' : typeOfJson(value) };
    return [{ name, schema: described(type, undefined, value), isRequired: !fallback }];
  });
}

/** Properties from tags, with the defaults that the pattern gives. */
function withDefaults(properties: readonly Property[], target: ScriptNode): Property[] {
  const fields = new Map(target.type === 'ObjectPattern' ? fieldsOf(target).map((field) => [field.name, field]) : []);
  return properties.map((property) => {
    const field = fields.get(property.name);
    if (!field) return property;
    const fallback = field.schema.default;
    return {
      ...property,
      schema: described(property.schema, undefined, fallback),
      isRequired: property.isRequired && field.isRequired,
    };
  });
}
