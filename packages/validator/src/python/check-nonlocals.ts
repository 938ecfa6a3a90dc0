import { SyntaxFault } from '../analysis/syntax-rules.ts';
import { type Reference, resolve, type Scope } from './scopes.ts';
import type { PyOf, PythonTree } from './tree.ts';

/** A `nonlocal` and the scope that it stands in. */
interface Declaration {
  readonly node: PyOf<'Nonlocal'>;
  readonly scope: Scope;
}

/** Throws what CPython says of a `nonlocal` that has no binding, or comes after a use of the name. */
export function checkNonlocals(
  nonlocals: readonly Declaration[],
  references: readonly Reference[],
  tree: PythonTree,
): void {
  const firstUses = nonlocals.length > 0 ? firstUsesOf(references) : new Map<Scope, ReadonlyMap<string, number>>();
  for (const { node, scope } of nonlocals)
    for (const name of node.names) {
      const isUsedBefore = (firstUses.get(scope)?.get(name) ?? Number.POSITIVE_INFINITY) < node.lineno;
      const message = nonlocalFault(name, scope, isUsedBefore);
      if (message) throw new SyntaxFault(message, tree.spanOf(node));
    }
}

/** By scope and name, the first line with a use. */
function firstUsesOf(references: readonly Reference[]): Map<Scope, Map<string, number>> {
  const uses = new Map<Scope, Map<string, number>>();
  for (const { node, scope } of references) {
    const lines = uses.get(scope) ?? new Map<string, number>();
    lines.set(node.id, Math.min(lines.get(node.id) ?? node.lineno, node.lineno));
    uses.set(scope, lines);
  }
  return uses;
}

function nonlocalFault(name: string, scope: Scope, isUsedBefore: boolean): string | undefined {
  const owner = resolve(scope, name);
  if (!owner || owner.kind === 'module') return `no binding for nonlocal '${name}' found`;
  // Bindings made after the declaration land in the outer scope, so what is here came before it.
  if (scope.bindings.has(name)) return `name '${name}' is assigned to before nonlocal declaration`;
  return isUsedBefore ? `name '${name}' is used prior to nonlocal declaration` : undefined;
}
