import { ownMembers } from './data-uses/flow.ts';
import { isOnlyData } from './data-uses/only-data.ts';
import { nameOf, outermost, unwrap } from './expressions.ts';
import { comparisons } from './guards.ts';
import { isOwnKind } from './reflective-use.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';
import { mayBeFunction, methodsOf } from './values/value-kinds.ts';
import { isWritten } from './writes.ts';

/** Reads of refused keys that good tools make and that lead nowhere. */
export function isHarmlessRead(node: NodeOf<'MemberExpression'>, context: ScriptContext): boolean {
  const name = nameOf(node);
  const parent = context.tree.parentOf(outermost(node, context.tree));
  switch (name) {
    case 'caller':
    case 'callee':
      return !isOfFunction(node.object, context);
    case 'constructor':
      return (
        isComparison(parent) ||
        isAskedAbout(node, context) ||
        isNameOfConstructor(node, context) ||
        isOwnConstructor(node, context) ||
        isDataField(node, context)
      );
    case 'captureStackTrace':
      return isTestedOrForThis(node, context);
    case 'prototype':
      return isComparison(parent) || isOwnPrototype(node, context) || isReadForUse(node, context);
    default:
      return false;
  }
}

/** `row.constructor` of a racing table, written so: a field like others, while the value stays data. */
const isDataField = (node: NodeOf<'MemberExpression'>, context: ScriptContext) =>
  isWrittenOut(node, context) &&
  !isWritten(node, context) &&
  !mayBeFunction(node.object, context) &&
  isOnlyData(node, context);

/** Who puts the key together, or quotes it, does not mean a field. */
const isWrittenOut = ({ range }: ScriptNode, { source }: ScriptContext) =>
  source.code.slice(...range).endsWith('constructor');

const isComparison = (parent: ScriptNode | undefined) =>
  parent?.type === 'BinaryExpression' && (comparisons.has(parent.operator) || parent.operator === 'instanceof');

/** `Error.captureStackTrace?.(this, Own)` in an error class, and the test whether there is such a thing. */
function isTestedOrForThis(node: ScriptNode, { tree }: ScriptContext): boolean {
  const whole = outermost(node, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'CallExpression')
    return parent.callee === whole && parent.arguments[0]?.type === 'ThisExpression' && isInClass(node, tree);
  if (parent?.type === 'LogicalExpression') return parent.left === whole && parent.operator === '&&';
  return (parent?.type === 'IfStatement' && parent.test === whole) || parent?.type === 'UnaryExpression';
}

const asking = new Set(['includes', 'has', 'get', 'indexOf']);

/** `switch (value.constructor)`, `kinds.get(value.constructor)`, and `const { name } = value.constructor`. */
function isAskedAbout(node: ScriptNode, context: ScriptContext): boolean {
  const { tree } = context;
  const whole = outermost(node, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'SwitchStatement') return parent.discriminant === whole;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern')
    return parent.id.properties.every((property) => nameOf(property) === 'name');
  const name = parent?.type === 'CallExpression' && parent.callee !== whole ? nameOf(unwrap(parent.callee)) : undefined;
  return name !== undefined && asking.has(name) && !ownMembers(context).has(name);
}

/** Telephone calls have callers too: only functions and `arguments` lead up the stack. */
export function isOfFunction(object: ScriptNode, context: ScriptContext): boolean {
  const node = unwrap(object);
  if (node.type === 'Identifier' && node.name === 'arguments') return true;
  if (node.type === 'MemberExpression' && ['caller', 'callee'].includes(nameOf(node) ?? '')) return true;
  return mayBeFunction(node, context) || isCalled(node, context);
}

function isCalled(node: ScriptNode, { scopes, tree }: ScriptContext): boolean {
  const variable = node.type === 'Identifier' ? scopes.variableOf(node) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const parent = tree.parentOf(identifier);
    return parent?.type === 'CallExpression' && parent.callee === identifier;
  });
}

/** `value.constructor.name`, read and not called. */
function isNameOfConstructor(node: NodeOf<'MemberExpression'>, { tree }: ScriptContext): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type !== 'MemberExpression' || parent.object !== node || nameOf(parent) !== 'name') return false;
  return !isWrittenOrCalled(parent, tree.parentOf(parent));
}

/** In a class `new this.constructor(…)` and `this.constructor.limit`; and `Own.prototype.constructor = Own`. */
function isOwnConstructor(node: NodeOf<'MemberExpression'>, context: ScriptContext): boolean {
  const { tree } = context;
  const object = unwrap(node.object);
  const whole = outermost(node, tree);
  const parent = tree.parentOf(whole);
  if (object.type === 'MemberExpression' && nameOf(object) === 'prototype' && isOwnPrototype(object, context))
    return parent?.type === 'AssignmentExpression' && parent.left === whole && isOwnKind(parent.right, context);
  if (object.type !== 'ThisExpression' || !isInClass(object, tree)) return false;
  if (parent?.type === 'NewExpression')
    return parent.callee === whole && !isWrittenOrCalled(parent, tree.parentOf(parent));
  const isMember = parent?.type === 'MemberExpression' && parent.object === whole && !parent.computed;
  return isMember && !['constructor', 'prototype', '__proto__', 'call', 'apply', 'bind'].includes(nameOf(parent) ?? '');
}

/** Whether `this` is an instance of a class of the code. */
function isInClass(node: ScriptNode, tree: ScriptContext['tree']): boolean {
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (at.type === 'ClassBody') return true;
    if (at.type === 'FunctionDeclaration') return false;
    if (at.type === 'FunctionExpression' && tree.parentOf(at)?.type !== 'MethodDefinition') return false;
  }
  return false;
}

/** The prototype of a class or function of the code itself, and `new.target.prototype`. */
function isOwnPrototype({ object }: NodeOf<'MemberExpression'>, context: ScriptContext): boolean {
  return unwrap(object).type === 'MetaProperty' || isOwnKind(object, context);
}

/** `Array.prototype.slice`, kept or called; `const { toString } = Object.prototype`; `Object.create(Error.prototype)`. */
function isReadForUse(node: NodeOf<'MemberExpression'>, context: ScriptContext): boolean {
  const { tree, scopes } = context;
  if (node.object.type !== 'Identifier' || !scopes.isFree(node.object)) return false;
  const whole = outermost(node, tree);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'MemberExpression' && parent.object === whole)
    return isPublic(nameOf(parent)) && !isWritten(parent, context);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern')
    return parent.id.properties.every((property) => isPublic(nameOf(property)));
  return (
    parent?.type === 'CallExpression' &&
    parent.arguments[0] === whole &&
    methodsOf(['Object'], parent.callee, context).includes('create')
  );
}

const isPublic = (name: string | undefined) => name !== undefined && name !== 'constructor' && !name.startsWith('__');

function isWrittenOrCalled(node: ScriptNode, parent: ScriptNode | undefined): boolean {
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return parent.callee === node;
  if (parent?.type === 'MemberExpression') return parent.object === node && parent.computed;
  return parent?.type === 'UpdateExpression';
}
