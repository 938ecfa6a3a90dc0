import type { TSESTree } from '@typescript-eslint/types';
import type { EntryFacts } from '../../entry/analyse-entry.ts';
import type { Candidate } from '../../entry/signature.ts';
import { type FunctionNode, isFunction, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { codeSchemas } from './code-schemas.ts';
import { fieldReads } from './field-reads.ts';
import { signatureOf } from './signature-of.ts';

/** A function at the top level, with the statement that its comment stands above. */
export interface TopLevelFunction {
  readonly name: string;
  readonly node: FunctionNode;
  readonly statement: ScriptNode;
  readonly isExported: boolean;
}

/** The functions at the top level, and the signature of each. With exports, only what is exported is public. */
export function entryFactsOf(context: ScriptContext): EntryFacts {
  const functions = new Map(topLevelFunctions(context.tree.program).map((one) => [one.name, one]));
  const all = [...functions.values()];
  const hasExports = all.some(({ isExported }) => isExported);
  return {
    candidates: all.map((one) => candidateOf(one, hasExports, context)),
    codeSchemas: () => codeSchemas(context),
    fieldReadsOf(name) {
      const found = functions.get(name);
      return found ? fieldReads(found.node, context) : [];
    },
    signatureOf(name) {
      const found = functions.get(name);
      return found && signatureOf(found, context);
    },
  };
}

function candidateOf(one: TopLevelFunction, hasExports: boolean, context: ScriptContext): Candidate {
  const { name, node, isExported } = one;
  const [start] = node.range;
  const isPublic = !name.startsWith('_') && (isExported || !hasExports);
  return {
    name,
    isPublic,
    isUsed: isUsedOutside(one, context),
    isHandedOn: false,
    span: { start, end: node.body?.range[0] ?? start },
  };
}

/** Whether code outside the function itself, other than an export, names it. */
function isUsedOutside({ name, node }: TopLevelFunction, { scopes, tree }: ScriptContext): boolean {
  const [start, end] = node.range;
  const uses = scopes.topLevel(name)?.references ?? [];
  return uses.some(({ identifier, init }) => {
    const isExport = tree.parentOf(identifier)?.type.startsWith('Export');
    return !init && !isExport && (identifier.range[0] < start || identifier.range[0] >= end);
  });
}

function topLevelFunctions(program: TSESTree.Program): TopLevelFunction[] {
  const exported = exportedNames(program);
  return program.body.flatMap((statement) =>
    functionsIn(declarationIn(statement)).map(({ name, node }) => {
      const isExported = statement.type.startsWith('Export') || exported.has(name);
      return { name, node, statement, isExported };
    }),
  );
}

function declarationIn(statement: ScriptNode): ScriptNode {
  const exports = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  return exports ? (statement.declaration ?? statement) : statement;
}

/** Function declarations, and `const name = (…) => …`. A nameless default export is called `default`. */
function functionsIn(node: ScriptNode): { name: string; node: FunctionNode }[] {
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id, init }) => {
      const value = init && unwrap(init);
      return id.type === 'Identifier' && isFunction(value) ? [{ name: id.name, node: value }] : [];
    });
  if (!isFunction(node)) return [];
  return [{ name: ('id' in node ? node.id?.name : undefined) ?? 'default', node }];
}

/** Names in `export { a, b }` and `export default a`. */
function exportedNames(program: TSESTree.Program): Set<string> {
  const names = program.body.flatMap((statement) => {
    if (statement.type === 'ExportDefaultDeclaration' && statement.declaration.type === 'Identifier')
      return [statement.declaration.name];
    if (statement.type !== 'ExportNamedDeclaration') return [];
    return statement.specifiers.flatMap(({ local }) => (local.type === 'Identifier' ? [local.name] : []));
  });
  return new Set(names);
}
