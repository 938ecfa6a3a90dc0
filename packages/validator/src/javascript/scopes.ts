import { analyze, type Scope, type ScopeManager, type Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { ScriptTree } from './tree.ts';

export type Identifier = TSESTree.Identifier;

/** Where each used name leads. */
export interface ScriptScopes {
  /** Names used as values that the code does not define: globals, or nothing at all. */
  readonly free: readonly Identifier[];
  isFree(identifier: Identifier): boolean;
  variableOf(identifier: Identifier): Variable | undefined;
  /** The variable that a declaration of one name declares. */
  declaredBy(node: TSESTree.VariableDeclarator): Variable | undefined;
  /** The variable that a name declares, where it stands. */
  namedBy(name: TSESTree.Identifier): Variable | undefined;
  /** A variable of the module itself. */
  topLevel(name: string): Variable | undefined;
}

/** Scope analysis of a module. Throws a RangeError on code that nests too deeply for it. */
export function analyseScopes(tree: ScriptTree): ScriptScopes {
  // Without the type libraries every built-in stays a free name, which is what the allow-list judges.
  const manager = analyze(tree.program, { sourceType: 'module', lib: [] });
  const resolved = new Map<unknown, Variable>();
  const free = new Set<Identifier>();
  for (const reference of manager.scopes.flatMap((scope) => scope.references)) {
    const { identifier } = reference;
    const { resolved: variable } = reference;
    if (variable && !isAmbient(variable)) resolved.set(identifier, variable);
    else if (reference.isValueReference && identifier.type === 'Identifier' && !isInType(identifier, tree))
      free.add(identifier);
  }
  const declared = new Map<unknown, Variable>();
  const named = new Map<unknown, Variable>();
  for (const variable of manager.scopes.flatMap((scope) => scope.variables))
    for (const { node, name } of variable.defs) {
      declared.set(node, variable);
      named.set(name, variable);
    }
  const top = moduleScope(manager);
  return {
    free: [...free],
    isFree: (identifier) => free.has(identifier),
    variableOf: (identifier) => resolved.get(identifier),
    declaredBy: (node) => declared.get(node),
    namedBy: (name) => named.get(name),
    topLevel: (name) => top?.set.get(name),
  };
}

/** Nothing but `declare`d: at run time the name is whatever the global of that name is. */
function isAmbient({ defs }: Variable): boolean {
  return defs.length > 0 && defs.every(({ node, parent }) => isDeclared(node) || isDeclared(parent));
}

const isDeclared = (node: TSESTree.Node | null | undefined) => Boolean(node && 'declare' in node && node.declare);

/** `typeof name` in a type, and a key of a type, are erased. */
function isInType(identifier: Identifier, tree: ScriptTree): boolean {
  let parent = tree.parentOf(identifier);
  while (parent?.type === 'TSQualifiedName' || parent?.type === 'MemberExpression') parent = tree.parentOf(parent);
  return (
    parent?.type === 'TSTypeQuery' || parent?.type === 'TSPropertySignature' || parent?.type === 'TSMethodSignature'
  );
}

function moduleScope(manager: ScopeManager): Scope | undefined {
  return manager.globalScope?.childScopes[0];
}
