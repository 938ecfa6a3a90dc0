import { receiverOf } from './own-classes.ts';
import type { PythonContext } from './python-context.ts';
import type { Binding, Scope } from './scopes.ts';
import type { PyExpression, PyNode } from './tree.ts';

const maximumSteps = 6;

/**
 * Whether a value is an object of one of the code's own classes that defines a method of this name: made by the class,
 * annotated with it, or `self`.
 */
export function hasOwnMethod(context: PythonContext, value: PyExpression, method: string): boolean {
  return isOwn(context, value, { method, steps: 0 });
}

/** Whether a value is an object of one of the code's own classes. */
export function isOwnObject(context: PythonContext, value: PyExpression): boolean {
  return isOwn(context, value, { method: undefined, steps: 0 });
}

interface Search {
  /** Absent: any class of the code will do. */
  readonly method: string | undefined;
  readonly steps: number;
}

function isOwn(context: PythonContext, node: PyNode, search: Search): boolean {
  const { scopes, standsFor } = context;
  if (search.steps > maximumSteps) return false;
  const receiver = receiverOf(scopes, node);
  if (receiver) return receiver.kind === 'instance' && defines(context, receiver.scope, search);
  if (node.nodeType === 'Call') {
    if (node.func.nodeType === 'Name' && node.func.id === 'super') return definesSomewhere(context, search);
    return isOwnClass(context, node.func, search);
  }
  const next = { ...search, steps: search.steps + 1 };
  if (node.nodeType === 'Name') {
    const bindings = scopes.bindingsOf(node) ?? [];
    return bindings.length > 0 && bindings.every((binding) => isBoundToOwn(context, binding, next));
  }
  const values = standsFor(node);
  return (values.length > 0 && values.every((value) => isOwn(context, value, next))) || isOwnField(context, node, next);
}

function isBoundToOwn(context: PythonContext, { kind, node, value, fallback }: Binding, search: Search): boolean {
  if (kind === 'parameter' && node.nodeType === 'Arg')
    return node.annotation
      ? isOwnType(context, node.annotation, search)
      : Boolean(fallback && isOwn(context, fallback, search));
  if (kind === 'loop') {
    const elements = value ? elementsOf(context, value, 0) : [];
    return elements.length > 0 && elements.every((element) => isOwn(context, element, search));
  }
  return value !== undefined && isOwn(context, value, search);
}

/** What a loop over a written list, a comprehension or a name of one gives. */
function elementsOf(context: PythonContext, list: PyExpression, steps: number): readonly PyExpression[] {
  if (steps > maximumSteps) return [];
  if (list.nodeType === 'ListComp' || list.nodeType === 'GeneratorExp') return [list.elt];
  const [first] = list.nodeType === 'Call' ? list.args : [];
  if (list.nodeType === 'Call' && first && passingOn.has(context.paths.originOf(list.func) ?? ''))
    return elementsOf(context, first, steps + 1);
  const [value, ...others] = list.nodeType === 'Name' ? context.standsFor(list) : [];
  const written = context.elementsIn(list);
  return written.length === 0 && value && others.length === 0 ? elementsOf(context, value, steps + 1) : written;
}

const passingOn = new Set(['builtins.sorted', 'builtins.list', 'builtins.tuple', 'builtins.reversed']);

/** `self.formatter` where the class says `formatter: Formatter`. */
function isOwnField(context: PythonContext, node: PyNode, search: Search): boolean {
  if (node.nodeType !== 'Attribute') return false;
  const scope = receiverOf(context.scopes, node.value)?.scope;
  const bindings = scope?.bindings.get(node.attr) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(
      (binding) => binding.node.nodeType === 'AnnAssign' && isOwnType(context, binding.node.annotation, search),
    )
  );
}

/** The class itself, or `Class | None`. */
function isOwnType(context: PythonContext, annotation: PyExpression, search: Search): boolean {
  if (annotation.nodeType === 'BinOp')
    return [annotation.left, annotation.right].every((side) => isNone(side) || isOwnType(context, side, search));
  if (annotation.nodeType === 'Constant' && typeof annotation.value === 'string') {
    const binding = context.scopes.module.bindings.get(annotation.value)?.[0];
    return binding?.kind === 'class' && definesIn(context, binding.node, search);
  }
  return isOwnClass(context, annotation, search);
}

const isNone = (node: PyExpression) => node.nodeType === 'Constant' && node.value === null;

function isOwnClass(context: PythonContext, node: PyExpression, search: Search): boolean {
  if (node.nodeType !== 'Name') {
    const values = context.standsFor(node);
    return (
      values.length > 0 &&
      search.steps < maximumSteps &&
      values.every((value) => isOwnClass(context, value, { ...search, steps: search.steps + 1 }))
    );
  }
  const bindings = context.scopes.bindingsOf(node) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(({ kind, node: made }) => kind === 'class' && definesIn(context, made, search))
  );
}

function definesIn(context: PythonContext, node: PyNode, search: Search): boolean {
  const scope = node.nodeType === 'ClassDef' ? context.scopes.classScopeOf(node) : undefined;
  return scope !== undefined && defines(context, scope, search);
}

/** In the class itself, or in a class of the code that it derives from. */
function defines(context: PythonContext, scope: Scope, { method, steps }: Search): boolean {
  if (method === undefined) return true;
  if (scope.bindings.get(method)?.some(({ kind }) => kind === 'function')) return true;
  const { node } = scope;
  if (node.nodeType !== 'ClassDef' || steps > maximumSteps) return false;
  return node.bases.some((base) => isOwnClass(context, base, { method, steps: steps + 1 }));
}

/** `super()`: a class of the code without bases defines it. */
const definesSomewhere = ({ scopes }: PythonContext, { method }: Search) =>
  method !== undefined &&
  scopes.classScopes.some(
    ({ bindings, node }) => bindings.has(method) && node.nodeType === 'ClassDef' && node.bases.length === 0,
  );
