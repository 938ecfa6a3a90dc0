import type { SchemaDocument } from '@dtr/contracts';
import type { TSESTree } from '@typescript-eslint/types';
import {
  anything,
  described,
  hasProperties,
  isJsonObject,
  mapOf,
  objectOf,
  type Property,
} from '../../schema/schema-parts.ts';
import { nameOf } from '../expressions.ts';
import { docAbove } from './js-doc.ts';
import type { TypeNode } from './parse-type.ts';
import type { Convert, TypeSchemas } from './type-schemas.ts';
import { isUndefined } from './type-schemas.ts';

/** The members of an interface or type literal. Methods and call signatures are not data and left out. */
export function membersOf(
  members: readonly TSESTree.TypeElement[],
  convert: Convert,
  schemas: TypeSchemas,
): SchemaDocument {
  const properties = members.flatMap((member) => propertyOf(member, convert, schemas));
  const index = members.find((member) => member.type === 'TSIndexSignature');
  const values = index ? convert(index.typeAnnotation?.typeAnnotation) : undefined;
  if (values && properties.length === 0) return mapOf(values);
  const schema = objectOf(properties, schemas.isClosed && !values);
  return values && Object.keys(values).length > 0 ? { ...schema, additionalProperties: values } : schema;
}

function propertyOf(member: TSESTree.TypeElement, convert: Convert, { context }: TypeSchemas): Property[] {
  const name = member.type === 'TSPropertySignature' ? nameOf(member) : undefined;
  if (member.type !== 'TSPropertySignature' || name === undefined) return [];
  const type = member.typeAnnotation?.typeAnnotation;
  const schema = described(convert(type), docAbove(member, context)?.text);
  return [{ name, schema, isRequired: !member.optional && !mayBeUndefined(type) }];
}

export function mayBeUndefined(type: TypeNode | undefined): boolean {
  if (!type) return false;
  return type.type === 'TSUnionType' ? type.types.some(isUndefined) : isUndefined(type);
}

/** `A & B` of objects has the properties of both; of anything else nothing can be said. */
export function intersectionOf(schemas: readonly SchemaDocument[], isClosed: boolean): SchemaDocument {
  if (schemas.length === 0 || !schemas.every(hasProperties)) return anything;
  const properties = Object.assign({}, ...schemas.map(({ properties: own }) => (isJsonObject(own) ? own : {})));
  const required = schemas.flatMap(({ required: own }) => (Array.isArray(own) ? own : []));
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required: [...new Set(required)] } : {}),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}
