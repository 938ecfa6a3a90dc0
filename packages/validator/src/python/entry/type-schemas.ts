import type { SchemaDocument } from '@dtr/contracts';
import { NamedTypes } from '../../schema/named-types.ts';
import { anything, arrayOf, described, enumOf, mapOf, nullable, tupleOf, unionOf } from '../../schema/schema-parts.ts';
import { parseExpression } from '../parser/parse-python.ts';
import type { PythonContext } from '../python-context.ts';
import type { Binding } from '../scopes.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { classSchema } from './class-schemas.ts';
import { constantOf } from './constants.ts';

/** Turns annotations into JSON Schemas. One instance serves one schema document. */
export interface TypeSchemas {
  of(annotation: PyExpression | null | undefined): SchemaDocument;
  readonly names: NamedTypes;
  readonly context: PythonContext;
  /** Whether objects refuse unknown properties: inputs do, results do not. */
  readonly isClosed: boolean;
}

export function createTypeSchemas(context: PythonContext, isClosed: boolean): TypeSchemas {
  const names = new NamedTypes();
  const schemas: TypeSchemas = {
    context,
    names,
    isClosed,
    of: (annotation) => (annotation ? convert(annotation, 0) : anything),
  };
  const convert = (node: PyExpression, depth: number): SchemaDocument =>
    names.bounded(depth, () => schemaOf(node, (child) => convert(child, depth + 1), schemas));
  return schemas;
}

type Convert = (node: PyExpression) => SchemaDocument;

function schemaOf(node: PyExpression, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  switch (node.nodeType) {
    case 'Constant':
      return ofConstant(node, convert);
    case 'BinOp':
      return node.op.nodeType === 'BitOr' ? unionOf([convert(node.left), convert(node.right)]) : anything;
    case 'Name':
    case 'Attribute':
      return ofName(node, convert, schemas);
    case 'Subscript':
      return ofSubscript(node, convert, schemas);
    default:
      return anything;
  }
}

function ofConstant({ value, quote_style: quotes }: PyOf<'Constant'>, convert: Convert): SchemaDocument {
  if (value === null) return { type: 'null' };
  if (typeof value !== 'string' || !quotes) return anything;
  const statement = parseExpression(value)?.body[0];
  return statement?.nodeType === 'Expr' ? convert(statement.value) : anything;
}

/** Types by the name they have in their module. */
const simple: ReadonlyMap<string, SchemaDocument> = new Map<string, SchemaDocument>([
  ['builtins.str', { type: 'string' }],
  ['builtins.int', { type: 'integer' }],
  ['builtins.float', { type: 'number' }],
  ['builtins.complex', anything],
  ['builtins.bool', { type: 'boolean' }],
  ['builtins.None', { type: 'null' }],
  ['datetime.datetime', { type: 'string', format: 'date-time' }],
  ['datetime.date', { type: 'string', format: 'date' }],
  ['datetime.time', { type: 'string', format: 'time' }],
  ['uuid.UUID', { type: 'string', format: 'uuid' }],
  ['typing.Text', { type: 'string' }],
  ['typing.LiteralString', { type: 'string' }],
  ['decimal.Decimal', { type: 'number' }],
  ['fractions.Fraction', { type: 'number' }],
]);

const arrays = new Set(
  'list List Sequence MutableSequence Iterable Iterator Collection Reversible deque Deque Set set frozenset FrozenSet AbstractSet MutableSet'.split(
    ' ',
  ),
);
const maps = new Set('dict Dict Mapping MutableMapping OrderedDict defaultdict DefaultDict Counter'.split(' '));
const wrappers = new Set('Required NotRequired ReadOnly Final ClassVar Awaitable Coroutine Annotated Type'.split(' '));
const typeModules = new Set(['builtins', 'typing', 'collections', 'collections.abc']);

/** The short name of a type of the standard library; absent for anything else. */
function standardName(node: PyExpression, schemas: TypeSchemas): string | undefined {
  const origin = originOf(node, schemas);
  if (origin === undefined) return undefined;
  const at = origin.lastIndexOf('.');
  return typeModules.has(origin.slice(0, at)) ? origin.slice(at + 1) : undefined;
}

function ofName(node: PyExpression, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  const own = node.nodeType === 'Name' ? ownBinding(node.id, schemas) : undefined;
  if (own && node.nodeType === 'Name') return ofOwnName(node.id, own, convert, schemas);
  const known = simple.get(originOf(node, schemas) ?? '');
  if (known) return known;
  const name = standardName(node, schemas);
  return name === undefined ? anything : bareStandard(name);
}

/** What a name leads to. Quoted annotations stand outside the scopes, so their names are looked up by text. */
function originOf(node: PyExpression, { context }: TypeSchemas): string | undefined {
  const bindings = node.nodeType === 'Name' ? context.scopes.module.bindings.get(node.id) : undefined;
  return bindings?.find(({ path }) => path !== undefined)?.path ?? context.paths.originOf(node);
}

/** A class or alias that the code defines once. */
function ownBinding(name: string, { context }: TypeSchemas): Binding | undefined {
  const [binding, ...others] = context.scopes.module.bindings.get(name) ?? [];
  return binding && binding.kind !== 'import' && others.length === 0 ? binding : undefined;
}

function bareStandard(name: string): SchemaDocument {
  if (arrays.has(name) || name === 'tuple' || name === 'Tuple') return { type: 'array' };
  if (maps.has(name)) return { type: 'object' };
  return anything;
}

function ofOwnName(id: string, { node, value }: Binding, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  if (node.nodeType === 'ClassDef') return schemas.names.of(id, () => classSchema(node, convert, schemas));
  if (value?.nodeType === 'Call') return ofNewType(value, convert, schemas);
  return value ? schemas.names.of(id, () => convert(value)) : ofTypeStatement(id, convert, schemas);
}

/** `UserId = NewType("UserId", int)`. */
function ofNewType({ func, args }: PyOf<'Call'>, convert: Convert, { context }: TypeSchemas): SchemaDocument {
  const [, base] = args;
  return context.paths.pathOf(func) === 'typing.NewType' && base ? convert(base) : anything;
}

/** `type Pairs = list[tuple[str, int]]`. */
function ofTypeStatement(id: string, convert: Convert, { context, names }: TypeSchemas): SchemaDocument {
  const alias = context.tree.nodesOf('TypeAlias').find(({ name }) => name.nodeType === 'Name' && name.id === id);
  return alias ? names.of(id, () => convert(alias.value)) : anything;
}

function ofSubscript({ value, slice }: PyOf<'Subscript'>, convert: Convert, schemas: TypeSchemas): SchemaDocument {
  const name = standardName(value, schemas);
  const args = slice.nodeType === 'Tuple' ? slice.elts : [slice];
  const [first, second] = args;
  if (name === undefined || !first) return anything;
  if (name === 'Optional') return nullable(convert(first));
  if (name === 'Union') return unionOf(args.map(convert));
  if (name === 'Literal') return literalOf(args);
  if (name === 'tuple' || name === 'Tuple') return ofTuple(args, convert);
  if (arrays.has(name)) return arrayOf(convert(first));
  if (maps.has(name))
    return name === 'Counter' ? mapOf({ type: 'integer' }) : mapOf(second ? convert(second) : anything);
  if (name === 'Annotated') return described(convert(first), noteOf(args.slice(1)));
  if (name === 'Coroutine') return args[2] ? convert(args[2]) : anything;
  return wrappers.has(name) ? convert(first) : anything;
}

function literalOf(args: readonly PyExpression[]): SchemaDocument {
  const values = args.map(constantOf);
  return values.some((value) => value === undefined)
    ? anything
    : enumOf(values.flatMap((value) => (value === undefined ? [] : [value])));
}

function ofTuple(args: readonly PyExpression[], convert: Convert): SchemaDocument {
  const [first, second] = args;
  if (first && second?.nodeType === 'Constant' && second.value === '...') return arrayOf(convert(first));
  return first?.nodeType === 'Tuple' ? tupleOf([]) : tupleOf(args.map(convert));
}

/** The text in `Annotated[int, "how many"]`. */
function noteOf(notes: readonly PyExpression[]): string | undefined {
  const texts = notes.map(constantOf).filter((note) => typeof note === 'string');
  return texts[0];
}
