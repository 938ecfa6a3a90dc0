import type { SchemaDocument } from '@dtr/contracts';
import type { TSESTree } from '@typescript-eslint/types';
import { NamedTypes } from '../../schema/named-types.ts';
import { anything, arrayOf, enumOf, tupleOf, unionOf } from '../../schema/schema-parts.ts';
import type { ScriptContext } from '../script-context.ts';
import { constantOf } from './constants.ts';
import { type LocalType, localTypes } from './local-types.ts';
import { intersectionOf, membersOf } from './object-types.ts';
import type { TypeNode } from './parse-type.ts';
import { standardType } from './standard-types.ts';

/** Turns TypeScript types into JSON Schemas. One instance serves one schema document. */
export interface TypeSchemas {
  of(type: TypeNode | undefined, depth?: number): SchemaDocument;
  readonly names: NamedTypes;
  readonly context: ScriptContext;
  readonly locals: ReadonlyMap<string, LocalType>;
  /** Whether objects refuse unknown properties: inputs do, results do not. */
  readonly isClosed: boolean;
}

export function createTypeSchemas(context: ScriptContext, isClosed: boolean): TypeSchemas {
  const names = new NamedTypes();
  const schemas: TypeSchemas = {
    context,
    names,
    isClosed,
    locals: localTypes(context),
    of: (type, depth = 0) =>
      type ? names.bounded(depth, () => schemaOf(type, (child) => schemas.of(child, depth + 1), schemas)) : anything,
  };
  return schemas;
}

export type Convert = (type: TypeNode | undefined) => SchemaDocument;

const keywords: Readonly<Record<string, SchemaDocument>> = {
  TSStringKeyword: { type: 'string' },
  TSNumberKeyword: { type: 'number' },
  TSBigIntKeyword: { type: 'integer' },
  TSBooleanKeyword: { type: 'boolean' },
  TSNullKeyword: { type: 'null' },
  TSUndefinedKeyword: { type: 'null' },
  TSVoidKeyword: { type: 'null' },
  TSObjectKeyword: { type: 'object' },
  TSTemplateLiteralType: { type: 'string' },
};

function schemaOf(type: TypeNode, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  switch (type.type) {
    case 'TSArrayType':
      return arrayOf(convert(type.elementType));
    case 'TSTupleType':
      return ofTuple(type.elementTypes, convert);
    case 'TSUnionType':
      return unionOf(type.types.filter((member) => !isUndefined(member)).map(convert));
    case 'TSIntersectionType':
      return intersectionOf(type.types.map(convert), schemas.isClosed);
    case 'TSLiteralType':
      return ofLiteral(type.literal);
    case 'TSTypeLiteral':
      return membersOf(type.members, convert, schemas);
    case 'TSTypeReference':
      return ofReference(type, convert, schemas);
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? convert(type.typeAnnotation) : anything;
    default:
      return keywords[type.type] ?? anything;
  }
}

/** `undefined` in a union says that the value may be left out, which JSON says with `required`. */
export const isUndefined = (type: TypeNode) => type.type === 'TSUndefinedKeyword' || type.type === 'TSVoidKeyword';

function ofLiteral(literal: TSESTree.TSLiteralType['literal']): SchemaDocument {
  const value = constantOf(literal);
  return value === undefined ? { type: 'string' } : enumOf([value]);
}

function ofTuple(elements: readonly TypeNode[], convert: Convert): SchemaDocument {
  const plain = elements.map((element) => (element.type === 'TSNamedTupleMember' ? element.elementType : element));
  const rest = plain.find((element) => element.type === 'TSRestType');
  const fixed = plain.filter((element) => element !== rest);
  const optional = elements.filter(
    (one) => one.type === 'TSOptionalType' || (one.type === 'TSNamedTupleMember' && one.optional),
  );
  const items = fixed.map((element) => convert(element.type === 'TSOptionalType' ? element.typeAnnotation : element));
  return tupleOf(items, restItems(rest, convert), optional.length);
}

function restItems(rest: TypeNode | undefined, convert: Convert): SchemaDocument | undefined {
  if (rest?.type !== 'TSRestType') return undefined;
  const { typeAnnotation } = rest;
  const list = typeAnnotation.type === 'TSNamedTupleMember' ? typeAnnotation.elementType : typeAnnotation;
  return list.type === 'TSArrayType' ? convert(list.elementType) : anything;
}

function ofReference(type: TSESTree.TSTypeReference, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  const { typeName } = type;
  if (typeName.type !== 'Identifier') return anything;
  const local = schemas.locals.get(typeName.name);
  if (local) return schemas.names.of(typeName.name, () => local(convert, schemas));
  return standardType(typeName.name, type.typeArguments?.params ?? [], convert);
}
