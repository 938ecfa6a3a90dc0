import type { Json, SchemaDocument } from '@dtr/contracts';
import {
  anything,
  described,
  enumOf,
  isJsonObject,
  objectOf,
  type Property,
  tupleOf,
} from '../../schema/schema-parts.ts';
import { type Paths, unchain } from '../paths.ts';
import type { PyExpression, PyNode, PyOf } from '../tree.ts';
import { constantOf } from './constants.ts';
import { parameterTexts } from './docstring.ts';
import type { TypeSchemas } from './type-schemas.ts';

type Convert = (node: PyExpression) => SchemaDocument;

const enumBases = new Set(['enum.Enum', 'enum.IntEnum', 'enum.StrEnum', 'enum.Flag', 'enum.IntFlag']);

/** The schema of a class of the code: TypedDict, dataclass, NamedTuple and Enum; anything else is "anything". */
export function classSchema(node: PyOf<'ClassDef'>, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  const { paths } = schemas.context;
  const bases = node.bases.map((base) => paths.originOf(base) ?? '');
  if (bases.some((base) => enumBases.has(base))) return enumOfClass(node);
  if (bases.includes('typing.NamedTuple')) return namedTuple(node, convert);
  if (isTypedDict(node, schemas)) return recordOf(node, convert, schemas, isTotal(node));
  return isDataclass(node, paths) ? recordOf(node, convert, schemas, true) : anything;
}

function ownBases({ bases }: PyOf<'ClassDef'>, { context }: TypeSchemas): PyOf<'ClassDef'>[] {
  return bases.flatMap((base) => {
    const [binding] = (base.nodeType === 'Name' && context.scopes.bindingsOf(base)) || [];
    return binding?.node.nodeType === 'ClassDef' ? [binding.node] : [];
  });
}

/** A TypedDict, directly or through classes of the code (at most eight levels up). */
function isTypedDict(node: PyOf<'ClassDef'>, schemas: TypeSchemas, levels = 8): boolean {
  if (node.bases.some((base) => schemas.context.paths.pathOf(base) === 'typing.TypedDict')) return true;
  return levels > 0 && ownBases(node, schemas).some((base) => isTypedDict(base, schemas, levels - 1));
}

function isDataclass({ decorator_list }: PyOf<'ClassDef'>, paths: Paths): boolean {
  return decorator_list.some((decorator) => {
    const target = decorator.nodeType === 'Call' ? decorator.func : decorator;
    return paths.pathOf(target) === 'dataclasses.dataclass';
  });
}

function isTotal({ keywords }: PyOf<'ClassDef'>): boolean {
  const total = keywords.find(({ arg }) => arg === 'total')?.value;
  return !(total?.nodeType === 'Constant' && total.value === false);
}

/** Own fields, after those of the classes it extends. */
function recordOf(
  node: PyOf<'ClassDef'>,
  convert: Convert,
  schemas: TypeSchemas,
  isTotalHere: boolean,
): SchemaDocument {
  const inherited = ownBases(node, schemas).flatMap((base) => fieldsOf(base, convert, isTotal(base)));
  const fields = new Map([...inherited, ...fieldsOf(node, convert, isTotalHere)].map((field) => [field.name, field]));
  return objectOf([...fields.values()], schemas.isClosed);
}

function fieldsOf(node: PyOf<'ClassDef'>, convert: Convert, isTotalHere: boolean): Property[] {
  const texts = fieldTexts(node);
  return node.body.flatMap((statement) => {
    if (statement.nodeType !== 'AnnAssign' || statement.target.nodeType !== 'Name') return [];
    const { target, annotation, value } = statement;
    if (wrapperOf(annotation) === 'ClassVar') return [];
    const fallback = value ? defaultOf(value) : undefined;
    const schema = described(convert(annotation), texts.get(target.id), fallback);
    return [{ name: target.id, schema, isRequired: isRequired(annotation, isTotalHere) && !hasDefault(value) }];
  });
}

function isRequired(annotation: PyExpression, isTotalHere: boolean): boolean {
  const wrapper = wrapperOf(annotation);
  return wrapper === 'Required' || (wrapper !== 'NotRequired' && isTotalHere);
}

/** `NotRequired` in `NotRequired[int]` and `typing.NotRequired[int]`. */
function wrapperOf(annotation: PyExpression): string | undefined {
  if (annotation.nodeType !== 'Subscript') return undefined;
  const { root, attributes } = unchain(annotation.value);
  return attributes.at(-1) ?? (root.nodeType === 'Name' ? root.id : undefined);
}

/** `field()` without a default leaves the field required. */
function hasDefault(value: PyExpression | null | undefined): boolean {
  if (!value) return false;
  if (!isFieldCall(value)) return true;
  return value.keywords.some(({ arg }) => arg === 'default' || arg === 'default_factory');
}

function isFieldCall(value: PyExpression): value is PyOf<'Call'> {
  return value.nodeType === 'Call' && value.func.nodeType === 'Name' && value.func.id === 'field';
}

function defaultOf(value: PyExpression): Json | undefined {
  if (!isFieldCall(value)) return constantOf(value);
  const given = value.keywords.find(({ arg }) => arg === 'default')?.value;
  return given && constantOf(given);
}

function namedTuple(node: PyOf<'ClassDef'>, convert: Convert): SchemaDocument {
  const fields = fieldsOf(node, convert, true);
  const named = fields.map(({ name, schema }) => ('description' in schema ? schema : { ...schema, title: name }));
  return tupleOf(named, undefined, fields.filter(({ isRequired: needed }) => !needed).length);
}

/** Members with constant values; `auto()` has no value that callers could know, except in order. */
function enumOfClass({ body }: PyOf<'ClassDef'>): SchemaDocument {
  const values = body.flatMap((statement) => {
    const value = statement.nodeType === 'Assign' ? constantOf(statement.value) : undefined;
    return value === undefined || isJsonObject(value) || Array.isArray(value) ? [] : [value];
  });
  return values.length > 0 ? enumOf(values) : anything;
}

function fieldTexts({ body }: PyOf<'ClassDef'>): ReadonlyMap<string, string> {
  const text = docstringOf(body);
  return text ? parameterTexts(text.replace(/^(\s*)Attributes:/m, '$1Args:')) : new Map();
}

/** The text that opens a body. */
export function docstringOf(body: readonly PyNode[]): string | undefined {
  const [first] = body;
  if (first?.nodeType !== 'Expr' || first.value.nodeType !== 'Constant') return undefined;
  const { value, quote_style: quotes } = first.value;
  return typeof value === 'string' && quotes ? value : undefined;
}
