import type { Variable } from '@typescript-eslint/scope-manager';
import { isFunction, nameOf, outermost, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';
import { functionAround } from './values/call-index.ts';
import { mayBeFunction, mayBePrototype, methodsOf } from './values/value-kinds.ts';

const comparisons = new Set(['===', '!==', '==', '!=']);

/** Whether what a call gives is only ever compared, tested, walked further up, or made the prototype of a new object. */
export function isOnlyCompared(call: ScriptNode, context: ScriptContext): boolean {
  return isHarmlessUse(call, context, new Set());
}

function isHarmlessUse(value: ScriptNode, context: ScriptContext, seen: Set<Variable>): boolean {
  const { tree, scopes } = context;
  const node = outermost(value, tree);
  const parent = tree.parentOf(node);
  switch (parent?.type) {
    case 'BinaryExpression':
      return comparisons.has(parent.operator);
    case 'LogicalExpression':
      return parent.left === node || isHarmlessUse(parent, context, seen);
    case 'UnaryExpression':
      return parent.operator === '!';
    case 'IfStatement':
    case 'WhileStatement':
    case 'ForStatement':
      return parent.test === node;
    case 'ConditionalExpression':
      return parent.test === node || isHarmlessUse(parent, context, seen);
    case 'CallExpression':
      return parent.arguments[0] === node && isTakingPrototypes(parent, context);
    case 'MemberExpression':
      return isNameOfKind(parent, node, tree);
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' && usesAreHarmless(scopes.declaredBy(parent), context, seen);
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' && usesAreHarmless(scopes.variableOf(parent.left), context, seen);
    default:
      return false;
  }
}

function usesAreHarmless(variable: Variable | undefined, context: ScriptContext, seen: Set<Variable>): boolean {
  if (!variable) return false;
  if (seen.has(variable)) return true;
  seen.add(variable);
  return variable.references
    .filter((use) => use.isRead())
    .every(({ identifier }) => isHarmlessUse(identifier, context, seen));
}

const isTakingPrototypes = (call: NodeOf<'CallExpression'>, context: ScriptContext) =>
  methodsOf(['Object', 'Reflect'], call.callee, context).some((name) => name === 'getPrototypeOf' || name === 'create');

/** `getPrototypeOf(value).constructor.name`. */
function isNameOfKind(member: NodeOf<'MemberExpression'>, object: ScriptNode, tree: ScriptContext['tree']): boolean {
  if (member.object !== object || nameOf(member) !== 'constructor') return false;
  const parent = tree.parentOf(member);
  return parent?.type === 'MemberExpression' && parent.object === member && nameOf(parent) === 'name';
}

/** `Object.setPrototypeOf(this, new.target.prototype)`, `(…, Own.prototype)` and `(value, null)`. */
export function setsOwnPrototype(
  { arguments: [object, prototype] }: NodeOf<'CallExpression'>,
  context: ScriptContext,
): boolean {
  if (!object || !prototype || mayBeFunction(object, context) || mayBePrototype(object, context)) return false;
  const value = unwrap(prototype);
  if (value.type === 'Literal') return value.raw === 'null';
  if (value.type !== 'MemberExpression' || nameOf(value) !== 'prototype') return false;
  return value.object.type === 'MetaProperty' || isOwnKind(value.object, context);
}

/** A class or function that the code defines itself. */
export function isOwnKind(node: ScriptNode, { pathsOf }: ScriptContext): boolean {
  const paths = pathsOf(node);
  return (
    paths.length > 0 &&
    paths.every(
      ({ root, keys }) =>
        keys.length === 0 && (isFunction(root) || /^Class(?:Declaration|Expression)$/.test(root.type)),
    )
  );
}

const traps = new Set(
  'get set has deleteProperty ownKeys defineProperty getOwnPropertyDescriptor getPrototypeOf setPrototypeOf apply construct isExtensible preventExtensions'.split(
    ' ',
  ),
);

/** `Reflect.get(target, key, receiver)` inside the trap of a proxy, on what the trap was given. */
export function isForwardedTrap(
  call: NodeOf<'CallExpression'>,
  name: string,
  { tree, scopes }: ScriptContext,
): boolean {
  if (!traps.has(name)) return false;
  let owner = functionAround(call, tree);
  while (owner?.type === 'ArrowFunctionExpression' && tree.parentOf(owner)?.type !== 'Property')
    owner = functionAround(owner, tree);
  const property = owner && tree.parentOf(owner);
  const isTrap = property?.type === 'Property' || property?.type === 'MethodDefinition';
  if (!owner || !isTrap || nameOf(property) !== name) return false;
  return call.arguments.slice(0, 2).every((argument, index) => {
    const parameter = owner.params[index];
    return (
      argument.type === 'Identifier' &&
      parameter?.type === 'Identifier' &&
      scopes.variableOf(argument) === scopes.namedBy(parameter)
    );
  });
}
