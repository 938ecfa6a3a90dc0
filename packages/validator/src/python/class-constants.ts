import type { ScopeAnalysis } from './build-scopes.ts';
import { classScopeOf } from './own-classes.ts';
import type { PyExpression, PyNode, PyOf, PythonTree } from './tree.ts';

/** Constants in the bodies of the code's own classes. */
export interface ClassConstants {
  /** Everything that `self.NAME` or `Class.NAME` can be; absent when objects may have it otherwise. */
  valuesOf(node: PyOf<'Attribute'>): readonly PyExpression[] | undefined;
  /** Every use of an attribute of that name. */
  usesOf(name: string): readonly PyOf<'Attribute'>[];
}

const writers = new Set(['__setattr__', '__dict__', '__delattr__']);

/** Looks at all classes at once, as a subclass may give the name another value. */
export function createClassConstants(scopes: ScopeAnalysis, tree: PythonTree): ClassConstants {
  const uses = new Map<string, PyOf<'Attribute'>[]>();
  for (const node of tree.nodesOf('Attribute')) {
    const same = uses.get(node.attr);
    if (same) same.push(node);
    else uses.set(node.attr, [node]);
  }
  const isWrittenByName =
    [...writers].some((name) => uses.has(name)) ||
    tree.nodesOf('Name').some(({ id }) => id === 'setattr' || id === 'vars');
  const known = new Map<string, readonly PyExpression[] | undefined>();
  const usesOf = (name: string) => uses.get(name) ?? [];
  return {
    usesOf,
    valuesOf(node) {
      if (isWrittenByName || !classScopeOf(scopes, node.value)) return undefined;
      if (!known.has(node.attr)) known.set(node.attr, search(node));
      return known.get(node.attr);
    },
  };

  function search(node: PyOf<'Attribute'>): readonly PyExpression[] | undefined {
    if (usesOf(node.attr).some(({ ctx }) => ctx.nodeType !== 'Load')) return undefined;
    const bindings = scopes.classScopes.flatMap((scope) =>
      (scope.bindings.get(node.attr) ?? []).map((binding) => ({ ...binding, owner: scope.node })),
    );
    const values = bindings.map((found) => (isConstant(found.node, found.owner) ? found.value : undefined));
    return values.length === 0 || values.some((value) => value === undefined)
      ? undefined
      : values.flatMap((value) => value ?? []);
  }
}

/** An annotated name may be a field that the constructor fills. */
function isConstant(node: PyNode, owner: PyNode): boolean {
  if (node.nodeType === 'Assign') return true;
  if (node.nodeType !== 'AnnAssign' || owner.nodeType !== 'ClassDef') return false;
  return isClassVariable(node.annotation) || (owner.decorator_list.length === 0 && owner.bases.length === 0);
}

function isClassVariable(annotation: PyExpression): boolean {
  const type = annotation.nodeType === 'Subscript' ? annotation.value : annotation;
  const name = type.nodeType === 'Attribute' ? type.attr : type.nodeType === 'Name' ? type.id : '';
  return name === 'ClassVar';
}
