import type { PyExpression, PyNode, PyOf } from './tree.ts';

/** How a name came to be bound. `path` is the dotted import path; `value` the only thing assigned here. */
export interface Binding {
  readonly kind: 'import' | 'parameter' | 'function' | 'class' | 'assignment' | 'loop' | 'other' | 'deletion';
  readonly node: PyNode;
  readonly path?: string;
  readonly value?: PyExpression;
  /** What a parameter is when the caller gives nothing. */
  readonly fallback?: PyExpression;
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly node: PyNode;
  readonly parent?: Scope;
  readonly bindings: Map<string, Binding[]>;
  /** Names declared `global` or `nonlocal` here, with the scope they belong to. */
  readonly declared: Map<string, 'global' | 'nonlocal'>;
}

/** A name as it is used, with the scope it is used in. */
export interface Reference {
  readonly node: PyOf<'Name'>;
  readonly scope: Scope;
}

export function createScope(kind: Scope['kind'], node: PyNode, parent?: Scope): Scope {
  return { kind, node, bindings: new Map(), declared: new Map(), ...(parent ? { parent } : {}) };
}

/** The scope that a binding made here lands in. */
function ownerOf(scope: Scope, name: string): Scope {
  const declared = scope.declared.get(name);
  if (declared === 'global') return moduleOf(scope);
  if (declared === 'nonlocal') return lookUp(scope.parent, name) ?? scope;
  return scope;
}

export function bind(scope: Scope, name: string, binding: Binding): void {
  const { bindings } = ownerOf(scope, name);
  const known = bindings.get(name);
  if (known) known.push(binding);
  else bindings.set(name, [binding]);
}

/**
 * The scope a name is read from, by Python's rule: the own scope, enclosing functions (classes are skipped), the
 * module. Absent: the name is free, that is a builtin or nothing.
 */
export function resolve(scope: Scope, name: string): Scope | undefined {
  const declared = scope.declared.get(name);
  if (declared === 'global') return ownBinding(moduleOf(scope), name);
  if (declared === 'nonlocal') return lookUp(scope.parent, name);
  return ownBinding(scope, name) ?? lookUp(scope.parent, name);
}

function lookUp(from: Scope | undefined, name: string): Scope | undefined {
  for (let scope = from; scope; scope = scope.parent) {
    if (scope.kind === 'class') continue;
    if (scope.declared.get(name) === 'global') return ownBinding(moduleOf(scope), name);
    if (scope.bindings.has(name)) return scope;
  }
  return undefined;
}

function ownBinding(scope: Scope, name: string): Scope | undefined {
  return scope.bindings.has(name) ? scope : undefined;
}

function moduleOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}
