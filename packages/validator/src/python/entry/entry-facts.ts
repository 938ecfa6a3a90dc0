import type { SchemaDocument } from '@dtr/contracts';
import type { EntryFacts } from '../../entry/analyse-entry.ts';
import type { Candidate, Parameter, Signature } from '../../entry/signature.ts';
import { nullable, typeOfJson } from '../../schema/schema-parts.ts';
import type { PythonContext } from '../python-context.ts';
import type { Binding } from '../scopes.ts';
import { childrenOf, type PyExpression, type PyFunction, type PyNode, type PyOf, spanOfHeader } from '../tree.ts';
import { docstringOf } from './class-schemas.ts';
import { codeSchemas } from './code-schemas.ts';
import { constantOf, isFloat } from './constants.ts';
import { type ParameterTexts, parameterTexts } from './docstring.ts';
import { documentedTypes } from './docstring-types.ts';
import { fieldReads } from './field-reads.ts';
import { createTypeSchemas, type TypeSchemas } from './type-schemas.ts';

/** The functions at the top level, and the signature of each. */
export function entryFactsOf(context: PythonContext): EntryFacts {
  const functions = new Map<string, PyFunction>();
  for (const statement of context.tree.module.body)
    if (statement.nodeType === 'FunctionDef' || statement.nodeType === 'AsyncFunctionDef')
      functions.set(statement.name, statement);
  const lines = linesOfUses(context);
  return {
    candidates: [...functions.values()].map((node) => candidateOf(node, lines, context)),
    codeSchemas: () => codeSchemas(context),
    fieldReadsOf(name) {
      const node = functions.get(name);
      return node ? fieldReads(node, context) : [];
    },
    signatureOf(name) {
      const node = functions.get(name);
      return node && signatureOf(node, context);
    },
  };
}

function candidateOf(node: PyFunction, lines: UseLines, { source, scopes }: PythonContext): Candidate {
  const { name, lineno, end_lineno: end } = node;
  const uses = lines.get(scopes.module.bindings.get(name) ?? []) ?? [];
  // What a function says of itself is recursion.
  const isUsed = uses.some((line) => line < lineno || line > (end ?? lineno));
  // A decorator is handed the function, and many keep it.
  const isHandedOn = node.decorator_list.length > 0;
  return { name, isPublic: !name.startsWith('_'), isUsed, isHandedOn, span: spanOfHeader(node, source) };
}

type UseLines = ReadonlyMap<readonly Binding[], readonly number[]>;

/** The lines in which each name is used, by what it is bound to. */
function linesOfUses({ scopes }: PythonContext): UseLines {
  const lines = new Map<readonly Binding[], number[]>();
  for (const { node } of scopes.references) {
    const bindings = scopes.bindingsOf(node);
    const known = bindings && lines.get(bindings);
    if (known) known.push(node.lineno);
    else if (bindings) lines.set(bindings, [node.lineno]);
  }
  return lines;
}

function signatureOf(node: PyFunction, context: PythonContext): Signature {
  const inputs = createTypeSchemas(context, true);
  const results = createTypeSchemas(context, false);
  return {
    name: node.name,
    span: spanOfHeader(node, context.source),
    parameters: parametersOf(node.args, inputs, docstringOf(node.body) ?? ''),
    isGenerator: isGenerator(node),
    complete: (schema) => inputs.names.complete(schema),
    ...returnsOf(node.returns, results),
  };
}

/** What the annotation says of the result; "anything" says nothing. */
function returnsOf(annotation: PyExpression | null | undefined, results: TypeSchemas): { returns?: SchemaDocument } {
  if (!annotation) return {};
  const schema = results.of(annotation);
  return Object.keys(schema).length === 0 ? {} : { returns: results.names.complete(schema) };
}

function parametersOf(args: PyOf<'Arguments'>, types: TypeSchemas, docstring: string): Parameter[] {
  const docs = { texts: parameterTexts(docstring), types: documentedTypes(docstring) };
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  const read = (node: PyOf<'Arg'>, kind: Parameter['kind'], fallback?: PyExpression | null) =>
    parameterOf({ node, kind, fallback: fallback ?? undefined }, types, docs);
  return [
    ...positional.map((node, index) =>
      read(node, index < args.posonlyargs.length ? 'positional-only' : 'plain', args.defaults[index - firstDefault]),
    ),
    ...(args.vararg ? [read(args.vararg, 'rest')] : []),
    ...args.kwonlyargs.map((node, index) => read(node, 'keyword-only', args.kw_defaults[index])),
    ...(args.kwarg ? [read(args.kwarg, 'keywords')] : []),
  ];
}

interface Written {
  readonly node: PyOf<'Arg'>;
  readonly kind: Parameter['kind'];
  readonly fallback: PyExpression | undefined;
}

interface Documentation {
  readonly texts: ParameterTexts;
  readonly types: ReadonlyMap<string, SchemaDocument>;
}

function parameterOf({ node, kind, fallback }: Written, types: TypeSchemas, docs: Documentation): Parameter {
  const value = fallback && constantOf(fallback);
  const description = docs.texts.get(node.arg);
  const documented = docs.types.get(node.arg);
  const schema = node.annotation ? types.of(node.annotation) : schemaOfDefault(fallback, types);
  return {
    name: node.arg,
    kind,
    isRequired: !fallback && kind !== 'rest' && kind !== 'keywords',
    isTyped: Boolean(node.annotation),
    // `limit: int = None` is an old way to say that it may be absent.
    schema: value === null && Object.keys(schema).length > 0 ? nullable(schema) : schema,
    span: types.context.spanOf(node),
    ...(documented === undefined ? {} : { documented }),
    ...(description === undefined ? {} : { description }),
    ...(value === undefined ? {} : { default: value }),
  };
}

/** Without an annotation a constant default tells the type. */
function schemaOfDefault(fallback: PyExpression | undefined, { context }: TypeSchemas): SchemaDocument {
  const value = fallback && constantOf(fallback);
  if (!fallback || value === undefined || value === null) return {};
  if (typeof value === 'number')
    return { type: isFloat(fallback, context.tree, context.source) ? 'number' : typeOfJson(value) };
  return { type: typeOfJson(value) };
}

const otherScopes = new Set(['FunctionDef', 'AsyncFunctionDef', 'Lambda', 'ClassDef']);

/** `yield` in the function itself, not in a function inside it. */
function isGenerator({ body }: PyFunction): boolean {
  const pending: PyNode[] = [...body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Yield' || node.nodeType === 'YieldFrom') return true;
    if (!otherScopes.has(node.nodeType)) pending.push(...childrenOf(node));
  }
  return false;
}
