import type { ScopeAnalysis } from './build-scopes.ts';
import type { Scope } from './scopes.ts';
import type { PyExpression, PyFunction, PyNode, PyOf } from './tree.ts';

/** What the first parameter of a method stands for. */
export interface Receiver {
  readonly kind: 'instance' | 'class';
  readonly scope: Scope;
}

/** The class behind `self` or `cls`, whatever these are called; absent for every other expression. */
export function receiverOf(scopes: ScopeAnalysis, node: PyNode): Receiver | undefined {
  if (node.nodeType !== 'Name') return undefined;
  const owner = scopes.ownerOf(node);
  const bindings = owner?.bindings.get(node.id) ?? [];
  const [binding] = bindings;
  if (owner?.kind !== 'function' || binding?.kind !== 'parameter' || bindings.length > 1) return undefined;
  const method = owner.node;
  if (method.nodeType !== 'FunctionDef' && method.nodeType !== 'AsyncFunctionDef') return undefined;
  const scope = classAround(owner);
  const [first] = [...method.args.posonlyargs, ...method.args.args];
  if (!scope || first !== binding.node || isDecorated(method, 'staticmethod')) return undefined;
  const isOfClass = isDecorated(method, 'classmethod') || classMethods.has(method.name);
  return { kind: isOfClass ? 'class' : 'instance', scope };
}

/** The parameter of a method that is the object itself. */
export function ownInstance({ scopes }: { scopes: ScopeAnalysis }, node: PyExpression): Scope | undefined {
  const receiver = receiverOf(scopes, node);
  return receiver?.kind === 'instance' ? receiver.scope : undefined;
}

/** The body of a class of the code, for its name, `self`, `cls` or `type(self)`. */
export function classScopeOf(scopes: ScopeAnalysis, node: PyNode): Scope | undefined {
  if (node.nodeType === 'Call' && node.func.nodeType === 'Name' && node.func.id === 'type' && node.args[0])
    return receiverOf(scopes, node.args[0])?.scope;
  if (node.nodeType !== 'Name') return undefined;
  const bindings = scopes.bindingsOf(node) ?? [];
  const [binding] = bindings;
  if (binding?.kind === 'class' && bindings.length === 1) return scopes.classScopeOf(binding.node as PyOf<'ClassDef'>);
  return receiverOf(scopes, node)?.scope;
}

const classMethods = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

const isDecorated = (method: PyFunction, name: string) =>
  method.decorator_list.some((decorator) => decorator.nodeType === 'Name' && decorator.id === name);

/** A generic method has a scope for its type parameters around it. */
function classAround({ node, parent }: Scope): Scope | undefined {
  const around = parent?.node === node ? parent.parent : parent;
  return around?.kind === 'class' ? around : undefined;
}
