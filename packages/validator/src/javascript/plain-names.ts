import type { ScriptScopes } from './scopes.ts';
import type { ScriptTree } from './tree.ts';

/** Their rule points at the place where they get another name. */
const timers = new Set(['setTimeout', 'setInterval']);

/**
 * Gives uses of `const list = Array` the name `Array`, so that rules about sizes and loops need not follow names. Only
 * allowed globals: the others are refused where they are first named. True when the scopes have to be read again.
 */
export function plainNames(tree: ScriptTree, scopes: ScriptScopes, globals: ReadonlySet<string>): boolean {
  let isChanged = false;
  for (const declaration of tree.nodesOf('VariableDeclaration')) {
    if (declaration.kind !== 'const') continue;
    for (const declarator of declaration.declarations) {
      const { id, init } = declarator;
      if (id.type !== 'Identifier' || init?.type !== 'Identifier') continue;
      if (!globals.has(init.name) || timers.has(init.name) || !scopes.isFree(init)) continue;
      for (const { identifier } of scopes.declaredBy(declarator)?.references ?? []) {
        if (identifier === id || tree.parentOf(identifier)?.type === 'ExportSpecifier') continue;
        identifier.name = init.name;
        isChanged = true;
      }
    }
  }
  return isChanged;
}
