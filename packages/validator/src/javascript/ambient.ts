import type { Variable } from '@typescript-eslint/scope-manager';
import type { ScriptScopes } from './scopes.ts';
import type { ScriptNode, ScriptTree } from './tree.ts';

/** A name that `declare` claims to exist. */
export interface DeclaredName {
  readonly name: string;
  readonly node: ScriptNode;
  readonly variable: Variable;
}

/** Names that are only declared: they exist for the type checker and not at run time. */
export function* declaredNames({ tree, scopes }: { tree: ScriptTree; scopes: ScriptScopes }): Generator<DeclaredName> {
  const kinds = [
    'VariableDeclaration',
    'ClassDeclaration',
    'FunctionDeclaration',
    'TSDeclareFunction',
    'TSEnumDeclaration',
    'TSModuleDeclaration',
  ] as const;
  for (const node of tree.nodesOf(...kinds)) {
    if (!node.declare) continue;
    const ids = node.type === 'VariableDeclaration' ? node.declarations.map(({ id }) => id) : [node.id];
    for (const id of ids) {
      const variable = id?.type === 'Identifier' ? scopes.namedBy(id) : undefined;
      if (id?.type === 'Identifier' && variable) yield { name: id.name, node, variable };
    }
  }
}
