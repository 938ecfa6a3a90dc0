import { isFunction, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import type { ValuePath } from './value-paths.ts';

const constructors = /^(?:[A-Z]\w*)$/;
const namespaces = new Set(['Math', 'JSON', 'Intl', 'Reflect', 'Infinity', 'NaN']);
const functions =
  /^(?:parseInt|parseFloat|isNaN|isFinite|(?:en|de)codeURI(?:Component)?|structuredClone|atob|btoa|setTimeout)$/;

/** A function or class of the code or of ECMAScript: from it one key leads to the constructor of functions. */
export function mayBeFunction(node: ScriptNode, context: ScriptContext): boolean {
  return context.pathsOf(node).some((path) => isFunctionPath(path, context));
}

function isFunctionPath({ root, keys }: ValuePath, { scopes }: ScriptContext): boolean {
  if (isFunction(root) || root.type === 'ClassDeclaration' || root.type === 'ClassExpression') return keys.length === 0;
  if (root.type === 'Identifier' && scopes.isFree(root)) return isBuiltInFunction(root.name, keys);
  const isPlainLiteral = root.type === 'ArrayExpression' || root.type === 'TemplateLiteral' || isTextLiteral(root);
  return isPlainLiteral && keys.length === 1 && isMethodName(keys[0]);
}

function isBuiltInFunction(name: string, keys: ValuePath['keys']): boolean {
  const isCallable = (constructors.test(name) && !namespaces.has(name)) || functions.test(name);
  if (keys.length === 0) return isCallable;
  if (name === 'Math' || name === 'JSON' || isCallable)
    return keys.length === 1 && /^[a-z]/.test(keys[0] ?? '') && keys[0] !== 'prototype';
  return false;
}

const isMethodName = (key: string | undefined) => key !== undefined && /^[a-zA-Z]+$/.test(key) && key !== 'length';

const isTextLiteral = (node: ScriptNode) => node.type === 'Literal' && typeof node.value === 'string';

/** A prototype: of a built-in, or whatever `getPrototypeOf` gave. */
export function mayBePrototype(node: ScriptNode, context: ScriptContext): boolean {
  return context.pathsOf(node).some(({ root, keys }) => {
    if (keys.at(-1) === 'prototype' && isBuiltIn(root, context)) return true;
    return keys.length === 0 && root.type === 'CallExpression' && isGetPrototypeOf(root, context);
  });
}

function isGetPrototypeOf({ callee }: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  return context
    .pathsOf(callee)
    .some(({ root, keys }) => keys.length === 1 && keys[0] === 'getPrototypeOf' && isBuiltIn(root, context));
}

/** A free name that the policy allows: shared by everything that runs later. */
export function isBuiltIn(root: ScriptNode, { scopes, globals }: ScriptContext): root is NodeOf<'Identifier'> {
  return root.type === 'Identifier' && root.name !== 'arguments' && scopes.isFree(root) && globals.has(root.name);
}

/** Text or a number written out: one key leads from it to a constructor, two to the constructor of functions. */
export function isPrimitiveLiteral(node: ScriptNode): boolean {
  const { type } = unwrap(node);
  return type === 'Literal' || type === 'TemplateLiteral';
}

/** `Object.name` or `Reflect.name`, by whatever alias; absent for anything else. */
export function methodsOf(
  owners: readonly string[],
  callee: ScriptNode,
  context: ScriptContext,
): (string | undefined)[] {
  return context.pathsOf(callee).flatMap(({ root, keys }) => {
    const isMeant = keys.length === 1 && isBuiltIn(root, context) && owners.includes(root.name);
    return isMeant ? [keys[0]] : [];
  });
}
