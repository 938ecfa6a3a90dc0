import type { ScopeAnalysis } from './build-scopes.ts';
import type { Binding } from './scopes.ts';
import type { PyExpression, PyNode, PyOf, PythonTree } from './tree.ts';

/** What a name is assigned, when nothing can have changed it since; any other expression comes back as it is. */
export type TableOf = (node: PyExpression) => PyExpression;

/** Tables of constants count as constant while they are only ever indexed, iterated or searched. */
export function createTables(scopes: ScopeAnalysis, tree: PythonTree): TableOf {
  const known = new Map<readonly Binding[], PyExpression | undefined>();
  const changed = changedNames(scopes, tree);
  return (node) => {
    const bindings = node.nodeType === 'Name' ? scopes.bindingsOf(node) : undefined;
    if (!bindings) return node;
    if (!known.has(bindings)) known.set(bindings, changed.has(bindings) ? frozen(bindings) : onlyValue(bindings));
    return known.get(bindings) ?? node;
  };
}

function onlyValue([binding, ...others]: readonly Binding[]): PyExpression | undefined {
  return binding?.kind === 'assignment' && others.length === 0 ? binding.value : undefined;
}

/** A tuple stays what it is whatever is done with its name. */
function frozen(bindings: readonly Binding[]): PyExpression | undefined {
  const value = onlyValue(bindings);
  return value?.nodeType === 'Tuple' ? value : undefined;
}

/** The bindings of names that are used in any other way than by reading. */
function changedNames({ references, bindingsOf }: ScopeAnalysis, tree: PythonTree): Set<readonly Binding[]> {
  const uses = references.filter(({ node }) => node.ctx.nodeType === 'Load' && !isRead(node, tree.parentOf(node)));
  return new Set(uses.flatMap(({ node }) => [bindingsOf(node) ?? []]));
}

function isRead(node: PyOf<'Name'>, parent: PyNode | undefined): boolean {
  switch (parent?.nodeType) {
    case 'Subscript':
      return parent.value === node && parent.ctx.nodeType === 'Load';
    case 'For':
    case 'Comprehension':
      return parent.iter === node;
    case 'Compare':
      return parent.comparators.includes(node);
    default:
      return false;
  }
}
