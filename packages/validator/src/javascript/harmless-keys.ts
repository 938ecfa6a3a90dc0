import { nameOf } from './expressions.ts';
import { comparisons } from './guards.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';

/**
 * Reads of `prototype` and `constructor` that good tools make and that lead nowhere: comparing them, a built-in's own
 * method borrowed by `.call`, the name of a constructor, and the prototype of a class the code defines itself.
 */
export function isHarmlessRead(node: NodeOf<'MemberExpression'>, context: ScriptContext): boolean {
  const name = nameOf(node);
  if (name !== 'prototype' && name !== 'constructor') return false;
  const parent = context.tree.parentOf(node);
  if (parent?.type === 'BinaryExpression' && comparisons.has(parent.operator)) return true;
  if (name === 'constructor') return isNameOfConstructor(node, parent, context);
  return isBorrowedMethod(node, parent, context) || isOwnPrototype(node, context);
}

/** `value.constructor.name`, read and not called. */
function isNameOfConstructor(node: ScriptNode, parent: ScriptNode | undefined, { tree }: ScriptContext): boolean {
  if (parent?.type !== 'MemberExpression' || parent.object !== node || nameOf(parent) !== 'name') return false;
  return !isWrittenOrCalled(parent, tree.parentOf(parent));
}

/** `Object.prototype.hasOwnProperty.call(value, key)`. */
function isBorrowedMethod(node: NodeOf<'MemberExpression'>, parent: ScriptNode | undefined, context: ScriptContext) {
  const isBuiltIn = node.object.type === 'Identifier' && context.scopes.isFree(node.object);
  if (!isBuiltIn || parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const method = nameOf(parent);
  if (method === undefined || method === 'constructor' || method.startsWith('__')) return false;
  const use = context.tree.parentOf(parent);
  return use?.type === 'MemberExpression' && use.object === parent && ['call', 'apply'].includes(nameOf(use) ?? '');
}

/** `Stack.prototype.push = …` for a class or function of the code itself. */
function isOwnPrototype({ object }: NodeOf<'MemberExpression'>, { scopes }: ScriptContext): boolean {
  if (object.type !== 'Identifier') return false;
  const definitions = scopes.variableOf(object)?.defs ?? [];
  return (
    definitions.length > 0 &&
    definitions.every(({ node }) => node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
  );
}

function isWrittenOrCalled(node: ScriptNode, parent: ScriptNode | undefined): boolean {
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return parent.callee === node;
  if (parent?.type === 'MemberExpression') return parent.object === node && parent.computed;
  return parent?.type === 'UpdateExpression';
}
