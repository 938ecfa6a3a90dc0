import { isAllowedAttribute } from './data/attributes.ts';
import { classScopeOf, ownInstance, receiverOf } from './own-classes.ts';
import { isOwnObject } from './own-objects.ts';
import type { PythonContext } from './python-context.ts';
import type { PyKind, PyNode, PyOf, PythonTree } from './tree.ts';

const nameAttributes = new Set(['__name__', '__qualname__', '__module__', '__doc__', '__slots__', '__match_args__']);

/** Uses of refused attributes that good tools have, and that give nothing away. */
export function isHarmlessUse(context: PythonContext, node: PyOf<'Attribute'>): boolean {
  switch (node.attr) {
    case '__class__':
      return isPlainClassUse(context, node);
    case '__dict__':
      return isOwnObject(context, node.value) || isDescribed(context, node.value);
    case '__annotations__':
      return node.ctx.nodeType === 'Load' && classScopeOf(context.scopes, node.value) !== undefined;
    case '__setattr__':
    case '__delattr__':
      return setsOwnAttribute(context, node);
    default:
      return isInOwnHook(context, node);
  }
}

/** `x.__class__.__name__`, comparisons of classes, and `self.__class__`, which is a class of the code. */
function isPlainClassUse({ tree, scopes }: PythonContext, node: PyOf<'Attribute'>): boolean {
  if (node.ctx.nodeType !== 'Load') return false;
  if (receiverOf(scopes, node.value)?.kind === 'instance' && !isChained(tree, node)) return true;
  const parent = tree.parentOf(node);
  switch (parent?.nodeType) {
    case 'Attribute':
      return parent.ctx.nodeType === 'Load' && nameAttributes.has(parent.attr);
    case 'Compare':
      return true;
    case 'Call':
      return parent.func.nodeType === 'Name' && parent.func.id === 'isinstance' && parent.args[1] === node;
    default:
      return false;
  }
}

/** Another attribute is read from it that is not one of its names. */
function isChained(tree: PythonTree, node: PyNode): boolean {
  const parent = tree.parentOf(node);
  return parent?.nodeType === 'Attribute' && !isAllowedAttribute(parent.attr);
}

const otherMethods = new Set('__get__ __set__ __delete__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__'.split(' '));

/** `instance` in the methods of a descriptor, `other` in a comparison: `__eq__(self, other)`. */
function isDescribed({ scopes }: PythonContext, node: PyNode): boolean {
  const owner = node.nodeType === 'Name' ? scopes.ownerOf(node) : undefined;
  if (node.nodeType !== 'Name' || owner?.node.nodeType !== 'FunctionDef' || owner.parent?.kind !== 'class')
    return false;
  return otherMethods.has(owner.node.name) && owner.node.args.args[1]?.arg === node.id;
}

const assigning = new Set(['__setattr__', '__delattr__']);

/**
 * `object.__setattr__(self, "name", value)`, as frozen dataclasses need it, and `super().__setattr__(name, value)` inside
 * a `__setattr__` of the class.
 */
function setsOwnAttribute(context: PythonContext, node: PyOf<'Attribute'>): boolean {
  const call = context.tree.parentOf(node);
  if (call?.nodeType !== 'Call' || call.func !== node) return false;
  if (isSuperCall(node.value)) return hookAround(context, node, assigning);
  if (node.value.nodeType !== 'Name' || node.value.id !== 'object') return false;
  const [target, name] = call.args;
  if (!target || !name || !ownInstance(context, target)) return false;
  const names = context.fold(name);
  return names ? [...names].every((one) => !one.startsWith('__')) : hookAround(context, node, assigning);
}

const isSuperCall = (node: PyNode) =>
  node.nodeType === 'Call' && node.func.nodeType === 'Name' && node.func.id === 'super';

/** `super().__init_subclass__()` inside the hook, which is refused as a definition. */
function isInOwnHook(context: PythonContext, node: PyOf<'Attribute'>): boolean {
  return isSuperCall(node.value) && hookAround(context, node, new Set([node.attr]));
}

const functionKinds: ReadonlySet<PyKind> = new Set<PyKind>(['FunctionDef', 'AsyncFunctionDef']);

function hookAround({ tree }: PythonContext, node: PyNode, names: ReadonlySet<string>): boolean {
  let at: PyNode | undefined = tree.parentOf(node);
  while (at && !functionKinds.has(at.nodeType)) at = tree.parentOf(at);
  return at !== undefined && 'name' in at && typeof at.name === 'string' && names.has(at.name);
}
