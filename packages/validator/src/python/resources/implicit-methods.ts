import type { PyFunction, PyNode, PyOf } from '../tree.ts';
import type { Classes } from './call-graph.ts';
import { isProperty } from './call-graph.ts';

/** Calls without a call: what operators and builtins do with an object of the code's own class. */
const ofBuiltins = new Map(
  'str repr len hash bool iter int float bytes format reversed abs'.split(' ').map((name) => [name, `__${name}__`]),
);
const ofComparisons = new Map([
  ['Eq', '__eq__'],
  ['NotEq', '__ne__'],
  ['Lt', '__lt__'],
  ['LtE', '__le__'],
  ['Gt', '__gt__'],
  ['GtE', '__ge__'],
]);
const ofOperators = new Map([
  ['Add', '__add__'],
  ['Sub', '__sub__'],
  ['Mult', '__mul__'],
  ['Div', '__truediv__'],
  ['Pow', '__pow__'],
  ['BitOr', '__or__'],
  ['BitAnd', '__and__'],
]);

const itemMethods = { Load: '__getitem__', Store: '__setitem__', Del: '__delitem__' } as const;

type OwnerOf = (object: PyNode) => PyOf<'ClassDef'> | undefined;

export function implicitMethod(node: PyNode, ownerOf: OwnerOf, classes: Classes): PyFunction | undefined {
  const method = (object: PyNode | undefined, ...names: (string | undefined)[]) => {
    const owner = object && ownerOf(object);
    const found = owner && names.flatMap((name) => (name && classes.methodOf(owner, name)) || []);
    return found?.[0];
  };
  switch (node.nodeType) {
    case 'Call':
      return node.func.nodeType === 'Name' ? method(node.args[0], ofBuiltins.get(node.func.id)) : undefined;
    case 'Subscript':
      return method(node.value, itemMethods[node.ctx.nodeType]);
    case 'Compare':
      return method(node.left, ofComparisons.get(node.ops[0]?.nodeType ?? ''));
    case 'BinOp':
      return method(node.left, ofOperators.get(node.op.nodeType));
    case 'FormattedValue':
      return method(node.value, ...(node.conversion === 114 ? ['__repr__'] : ['__format__', '__str__', '__repr__']));
    case 'Attribute':
      return ofAttribute(node, ownerOf, classes);
    default:
      return undefined;
  }
}

/** A property's getter, or the hook that attributes go through. */
function ofAttribute(node: PyOf<'Attribute'>, ownerOf: OwnerOf, classes: Classes): PyFunction | undefined {
  const owner = ownerOf(node.value);
  if (!owner) return undefined;
  if (node.ctx.nodeType === 'Store') return classes.methodOf(owner, '__setattr__') ?? setterOf(owner, node.attr);
  const method = classes.methodOf(owner, node.attr);
  if (method) return isProperty(method) ? method : undefined;
  return isDefined(owner, node.attr) ? undefined : classes.methodOf(owner, '__getattr__');
}

function setterOf(owner: PyOf<'ClassDef'>, name: string): PyFunction | undefined {
  const isSetter = (node: PyNode): node is PyFunction =>
    node.nodeType === 'FunctionDef' &&
    node.name === name &&
    node.decorator_list.some((one) => one.nodeType === 'Attribute' && one.attr === 'setter');
  return owner.body.find(isSetter);
}

const names = new WeakMap<PyNode, Set<string>>();

/** Whether the class, its base or a method gives it this attribute; with a base anything may be there. */
function isDefined(owner: PyOf<'ClassDef'>, name: string): boolean {
  if (owner.bases.length > 0 || /^__.*__$/.test(name)) return true;
  const known = names.get(owner) ?? namesIn(owner);
  names.set(owner, known);
  return known.has(name);
}

function namesIn(owner: PyOf<'ClassDef'>): Set<string> {
  const found = new Set<string>();
  const pending: PyNode[] = [...owner.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.nodeType === 'Attribute' && node.ctx.nodeType === 'Store') found.add(node.attr);
    if (node.nodeType === 'Name' && node.ctx.nodeType === 'Store') found.add(node.id);
    if (node.nodeType === 'Constant' && typeof node.value === 'string') found.add(node.value);
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (typeof child === 'object' && child !== null && 'nodeType' in child) pending.push(child);
  }
  return found;
}
