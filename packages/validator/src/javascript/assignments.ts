import type { Reference, Variable } from '@typescript-eslint/scope-manager';

const known = new WeakMap<Variable, readonly Reference[]>();

/** Where a variable is given a value, its first one included. Kept: rules ask again at each of its uses. */
export function assignmentsTo(variable: Variable): readonly Reference[] {
  const found = known.get(variable) ?? variable.references.filter((use) => use.isWrite());
  known.set(variable, found);
  return found;
}
