import type { SchemaDocument } from '@dtr/contracts';
import type { TSESTree } from '@typescript-eslint/types';
import { anything, described, enumOf, objectOf } from '../../schema/schema-parts.ts';
import type { ScriptContext } from '../script-context.ts';
import { constantOf } from './constants.ts';
import { type DocComment, type DocTag, typedefDocs } from './js-doc.ts';
import { intersectionOf, membersOf } from './object-types.ts';
import { parseDocType } from './parse-type.ts';
import type { Convert, TypeSchemas } from './type-schemas.ts';

/** Builds the schema of a type that the code defines. */
export type LocalType = (convert: Convert, schemas: TypeSchemas) => SchemaDocument;

/** Interfaces, type aliases, enums and JSDoc typedefs of the code, by name. */
export function localTypes(context: ScriptContext): ReadonlyMap<string, LocalType> {
  const types = new Map<string, LocalType>();
  for (const node of context.tree.nodesOf('TSTypeAliasDeclaration'))
    types.set(node.id.name, (convert) => convert(node.typeAnnotation));
  for (const node of context.tree.nodesOf('TSInterfaceDeclaration')) types.set(node.id.name, interfaceType(node));
  for (const node of context.tree.nodesOf('TSEnumDeclaration')) types.set(node.id.name, () => enumType(node));
  for (const doc of typedefDocs(context)) {
    const typedef = doc.tags.find(({ tag }) => tag === 'typedef');
    if (typedef?.name) types.set(typedef.name, typedefType(typedef, doc));
  }
  return types;
}

function interfaceType(node: TSESTree.TSInterfaceDeclaration): LocalType {
  return (convert, schemas) => {
    const own = membersOf(node.body.body, convert, schemas);
    const inherited = node.extends.flatMap(({ expression }) => {
      const base = expression.type === 'Identifier' ? schemas.locals.get(expression.name) : undefined;
      return expression.type === 'Identifier' && base
        ? [schemas.names.of(expression.name, () => base(convert, schemas))]
        : [];
    });
    return inherited.length === 0 ? own : intersectionOf([...inherited, own], schemas.isClosed);
  };
}

/** Members with constant values, and counted ones. */
function enumType(node: TSESTree.TSEnumDeclaration): SchemaDocument {
  let next = 0;
  const values = node.body.members.map(({ initializer }) => {
    const value = initializer ? constantOf(initializer) : next;
    if (typeof value === 'number') next = value + 1;
    return value;
  });
  const known = values.flatMap((value) => (value === undefined ? [] : [value]));
  return known.length === values.length && known.length > 0 ? enumOf(known) : anything;
}

/** `@typedef {Object} Point` with `@property` tags, or `@typedef {string|number} Id`. */
function typedefType({ type }: DocTag, { tags }: DocComment): LocalType {
  return (convert, schemas) => {
    const properties = tags.filter(({ tag }) => tag === 'property' || tag === 'prop');
    if (properties.length > 0)
      return objectOf(
        properties.map((tag) => docProperty(tag, convert)),
        schemas.isClosed,
      );
    return convert(type === undefined ? undefined : parseDocType(type)?.type);
  };
}

/** A `@property` or a `@param options.name` as a property of a schema. */
export function docProperty(tag: DocTag, convert: Convert) {
  const parsed = tag.type === undefined ? undefined : parseDocType(tag.type);
  const schema = described(convert(parsed?.type), tag.text, docDefault(tag));
  return { name: (tag.name ?? '').split('.').at(-1) ?? '', schema, isRequired: !tag.isOptional && !parsed?.isOptional };
}

/** The default in `[name=default]`, when it reads as JSON or as plain text in quotes. */
export function docDefault({ default: text }: DocTag) {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text.replace(/^'([^'"\\]*)'$/, '"$1"'));
  } catch {
    return undefined;
  }
}
